using System.Net;

namespace ConvLog.AspNetCore.Tests.Api.Groups;

public sealed class HoldRoutesTests(SharedSites sites) : IClassFixture<SharedSites>
{
    [Fact]
    public async Task A_hold_is_placed_listed_and_released_only_once()
    {
        await using var site = await Changes.SiteAsync();

        var placed = await site.SendAsync("PUT", "/holds/conv-42", """{"reason":"case 7","placed_by":"Mallory"}""", Changes.Operator);
        var again = await site.SendAsync("PUT", "/holds/conv-42", "{}", Changes.PermittedOperator);

        placed.Status.Should().Be(HttpStatusCode.OK);
        (placed.Json.GetProperty("conversation_id").GetString(), placed.Json.GetProperty("placed_by").GetString(),
            placed.Json.GetProperty("reason").GetString()).Should().Be(("conv-42", "Olga", "case 7"));
        again.Body.Should().Be(placed.Body, "the one that stands stays as it is");
        (await site.SendAsync("GET", "/holds", null, Changes.Operator)).Body.Should().Be($$"""{"holds":[{{placed.Body}}]}""");

        (await site.SendAsync("DELETE", "/holds/conv-42", null, Changes.Operator)).Status.Should().Be(HttpStatusCode.NoContent);
        (await site.SendAsync("DELETE", "/holds/conv-42", null, Changes.Operator)).Status.Should().Be(HttpStatusCode.NotFound);
        (await site.SendAsync("GET", "/holds", null, Changes.Operator)).Body.Should().Be("""{"holds":[]}""");
    }

    [Fact]
    public async Task A_release_that_erases_requires_confirmation()
    {
        await using var site = await Changes.SiteAsync();
        await site.SendAsync("PUT", "/holds/conv-42", "{}", Changes.Operator);
        var erased = await site.SendAsync("POST", "/erasures", """{"conversation_id":"conv-42"}""", Changes.Operator);
        erased.Json.GetProperty("held_conversations")[0].GetString().Should().Be("conv-42");

        var refused = await site.SendAsync("DELETE", "/holds/conv-42", null, Changes.Operator);
        (await site.SendAsync("DELETE", "/holds/conv-42?confirmed=false", null, Changes.Operator)).Status.Should().Be(HttpStatusCode.Conflict);

        refused.Status.Should().Be(HttpStatusCode.Conflict);
        refused.Json.GetProperty("detail").GetString().Should().Contain("?confirmed=true");
        (await site.Reading.ExistsAsync(Privacy.Reader.Anonymous, "conv-42")).Should().BeTrue();

        (await site.SendAsync("DELETE", "/holds/conv-42?confirmed=true", null, Changes.Operator)).Status.Should().Be(HttpStatusCode.NoContent);
        (await site.Reading.ExistsAsync(Privacy.Reader.Anonymous, "conv-42")).Should().BeFalse();
    }

    [Fact]
    public async Task A_release_that_erases_requires_confirmation_even_after_ten_thousand_later_erasures()
    {
        await using var site = await Changes.SiteAsync();
        await site.SendAsync("PUT", "/holds/conv-42", "{}", Changes.Operator);
        await site.SendAsync("POST", "/erasures", """{"conversation_id":"conv-42"}""", Changes.Operator);
        for (int i = 0; i < 10_000; i++)
        {
            await site.Erasure.EraseConversationAsync($"other-{i}", "Olga");
        }

        (await site.SendAsync("DELETE", "/holds/conv-42", null, Changes.Operator)).Status.Should().Be(HttpStatusCode.Conflict);
        (await site.Reading.ExistsAsync(Privacy.Reader.Anonymous, "conv-42")).Should().BeTrue();
    }

    [Fact]
    public async Task A_manager_with_a_scope_places_holds_only_within_it_and_sees_no_others()
    {
        await using var site = await Changes.SiteAsync();
        await site.SendAsync("PUT", "/holds/conv-42", "{}", Changes.Operator);
        await site.SendAsync("PUT", "/holds/not-there-yet", "{}", Changes.Operator);

        foreach (string id in (string[])["conv-42", "conv-none", "not-there-yet"])
        {
            (await site.SendAsync("PUT", $"/holds/{id}", "{}", Changes.TenantOperator)).Status.Should().Be(HttpStatusCode.NotFound);
            (await site.SendAsync("DELETE", $"/holds/{id}?confirmed=true", null, Changes.TenantOperator)).Status.Should().Be(HttpStatusCode.NotFound);
        }

        (await site.SendAsync("PUT", "/holds/conv-pay", "{}", Changes.TenantOperator)).Status.Should().Be(HttpStatusCode.OK);
        (await site.SendAsync("GET", "/holds", null, Changes.TenantOperator)).Json.GetProperty("holds").EnumerateArray()
            .Select(static hold => hold.GetProperty("conversation_id").GetString())
            .Should().Equal("conv-pay");
        (await site.Erasure.ListHoldsAsync()).Should().HaveCount(3);
    }

    [Theory]
    [InlineData("DELETE", "/holds/conv-42?confirmed=yes", null, "confirmed")]
    [InlineData("DELETE", "/holds/%20", null, "conversation")]
    [InlineData("PUT", "/holds/conv-42", """{"reason":7}""", "reason")]
    [InlineData("PUT", "/holds/conv-42?confirmed=true", "{}", "confirmed")]
    public async Task An_invalid_hold_request_is_refused_by_field(string method, string path, string? json, string field)
    {
        var site = await sites.GetAsync(static () => Changes.SiteAsync());

        var refused = await site.SendAsync(method, path, json, Changes.Operator);

        (refused.Status, refused.Json.GetProperty("field").GetString()).Should().Be((HttpStatusCode.BadRequest, field));
        (await site.Erasure.ListHoldsAsync()).Should().BeEmpty();
    }
}
