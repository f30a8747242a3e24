using System.Net;

namespace ConvLog.AspNetCore.Tests.Pages.Privacy;

public sealed class HoldPagesTests(SharedSites sites) : IClassFixture<SharedSites>
{
    private const string Holds = "/convlog/privacy/holds";

    [Fact]
    public async Task A_hold_is_placed_listed_and_released()
    {
        await using var site = await Site.WithKeysAsync();

        var placed = await site.PostPermittedAsync(Holds, ("conversation", "conv-42"), ("reason", " Case 118 "));
        string page = (await site.GetWithKeyAsync("/convlog/privacy", Site.PiiKey)).Body;
        var released = await site.PostPermittedAsync($"{Holds}/release", ("conversation", "conv-42"));

        (placed.Status, placed.Header("Location")).Should().Be((HttpStatusCode.SeeOther, "/convlog/privacy#holds"));
        page.Should().ContainAll("<bdi>conv-42</bdi>", "<bdi>Case 118</bdi>", "<bdi>Permitted</bdi>", "action=\"/convlog/privacy/holds/release\"");
        (released.Status, released.Header("Location")).Should().Be((HttpStatusCode.SeeOther, "/convlog/privacy#holds"));
        (await site.Erasure.ListHoldsAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task An_existing_hold_is_unchanged_and_the_page_reports_it()
    {
        await using var site = await Site.WithKeysAsync();
        await site.Erasure.PlaceHoldAsync("conv-42", "Legal", "first");

        var answer = await site.PostPermittedAsync(Holds, ("conversation", "conv-42"), ("reason", "second"));

        answer.Status.Should().Be(HttpStatusCode.OK);
        answer.Body.Should().Contain("This conversation is already on hold");
        (await site.Erasure.ListHoldsAsync()).Should().ContainSingle().Which.Should().BeEquivalentTo(new { PlacedBy = "Legal", Reason = "first" });
    }

    [Fact]
    public async Task A_hold_requires_an_id()
    {
        var site = await sites.GetAsync(static () => Site.WithKeysAsync());

        var answer = await site.PostPermittedAsync(Holds, ("conversation", " "));

        answer.Status.Should().Be(HttpStatusCode.OK);
        answer.Body.Should().Contain("Enter an ID.");
        (await site.Erasure.ListHoldsAsync()).Should().BeEmpty();
    }

    [Theory]
    [InlineData("conv-42")]
    [InlineData("")]
    public async Task A_release_without_a_hold_is_refused(string id)
    {
        var site = await sites.GetAsync(static () => Site.WithKeysAsync());

        var answer = await site.PostPermittedAsync($"{Holds}/release", ("conversation", id), ("confirmed", "yes"));

        answer.Status.Should().Be(HttpStatusCode.NotFound);
        answer.Body.Should().Contain("Legal hold not found");
    }
}
