using System.Net;
using ConvLog.Privacy;
using ConvLog.Storage;

namespace ConvLog.AspNetCore.Tests.Pages.Users;

/// <summary>Lookup of a user journey by ID or number: exact match, by POST, recorded in the access log.</summary>
public sealed class UserLookupTests
{
    private const string Path = "/convlog/users/find";

    [Theory]
    [InlineData("ada@example.com")]
    [InlineData(" ada@example.com ")]
    [InlineData("+15550100")]
    [InlineData("+15550199")]
    public async Task An_id_or_a_number_redirects_to_the_journey_by_pseudonym(string asked)
    {
        await using var site = await Desk.PlayedAsync();

        var answer = await site.PostPermittedAsync(Path, ("who", asked), ("reason", "ticket 7"));

        answer.Status.Should().Be(HttpStatusCode.SeeOther);
        answer.Header("Location").Should().Be($"/convlog/users/{(await site.Reading.GetSummaryAsync(Reader.Anonymous, "conv-1"))!.UserPseudonym}");
        (await AccessesAsync(site)).Should().OnlyContain(static access => access.Reader == "Permitted" && access.Reason == "ticket 7").And.NotBeEmpty();
    }

    [Theory]
    [InlineData("ada@example.co")]
    [InlineData("ADA@EXAMPLE.COM")]
    [InlineData("<script>alert(1)</script>")]
    public async Task A_lookup_without_a_match_is_reported_and_logged(string asked)
    {
        await using var site = await Desk.PlayedAsync();

        var answer = await site.PostPermittedAsync(Path, ("who", asked));

        answer.Body.Should().Contain("No user has this ID").And.NotContain("<script>alert");
        (await AccessesAsync(site)).Should().OnlyContain(static access => access.Kind == AccessKind.Lookup).And.NotBeEmpty();
    }

    [Fact]
    public async Task A_number_of_several_users_lists_them_by_pseudonym()
    {
        await using var site = await Site.WithKeysAsync();
        await site.PlayAsync(new ConversationInfo("a") { UserId = "ada", FromNumber = "+15550100" });
        await site.PlayAsync(new ConversationInfo("b") { UserId = "bob", ToNumber = "+15550100" });
        await site.PlayAsync(new ConversationInfo("c") { FromNumber = "+15550100" });

        var answer = await site.PostPermittedAsync(Path, ("who", "001 (555) 01-00"));

        foreach (string id in (string[])["a", "b"])
        {
            answer.Body.Should().Contain($"href=\"/convlog/users/{(await site.Reading.GetSummaryAsync(Reader.Anonymous, id))!.UserPseudonym}\"");
        }

        answer.Body.Should().Contain("1 conversation without a user ID").And.Contain("href=\"/convlog/conversations/c\"").And.NotContain(
            "<bdi>ada").And.NotContain("<bdi>bob");
    }

    [Fact]
    public async Task The_result_is_the_answer_to_a_GET_whose_address_has_no_personal_data_and_a_reload_looks_up_nothing()
    {
        await using var site = await Desk.PlayedAsync();

        var redirect = await site.SubmitAsync(Path, [("who", "no.one@example.com")], ("X-API-KEY", Site.PiiKey));
        int lookups = (await AccessesAsync(site)).Count;
        string address = redirect.Header("Location")!;
        var shown = await site.GetWithKeyAsync(address, Site.PiiKey);
        var reloaded = await site.GetWithKeyAsync(address, Site.PiiKey);

        redirect.Status.Should().Be(HttpStatusCode.SeeOther);
        redirect.Body.Should().BeEmpty();
        address.Should().MatchRegex("^/convlog/users\\?result=[A-Za-z0-9_-]{43}$");
        shown.Body.Should().Contain("No user has this ID").And.Contain("value=\"no.one@example.com\"").And.NotContain("result=");
        reloaded.Body.Should().Be(shown.Body);
        (await AccessesAsync(site)).Should().HaveCount(lookups);
        (await site.GetWithKeyAsync(address)).Body.Should().NotContain("No user has this ID").And.NotContain("no.one");
    }

    [Fact]
    public async Task Without_the_permission_there_is_no_lookup_form_and_a_POST_is_refused()
    {
        await using var site = await Desk.PlayedAsync();

        (await site.GetWithKeyAsync("/convlog/users")).Body.Should().NotContain("name=\"who\"");
        (await site.GetWithKeyAsync("/convlog/users", Site.PiiKey)).Body.Should().Contain("name=\"who\"");
        var refused = await site.PostAsync(Path, [("who", "ada@example.com")], ("X-API-KEY", Site.ReaderKey));

        refused.Status.Should().Be(HttpStatusCode.Forbidden);
        (await AccessesAsync(site)).Should().BeEmpty();
    }

    [Fact]
    public async Task An_empty_query_and_a_missing_reason_are_refused_before_reading()
    {
        await using var site = await Site.WithKeysAsync(static options => options.RequireAccessReason = true);
        await site.PlayAsync(new ConversationInfo("a") { UserId = "ada" });

        (await site.PostPermittedAsync(Path, ("who", " "), ("reason", "ticket"))).Body.Should().Contain("Enter a complete user ID or phone number.");
        (await site.PostPermittedAsync(Path, ("who", "ada"))).Body.Should().Contain("Enter a reason.").And.Contain("value=\"ada\"");
        (await AccessesAsync(site)).Should().BeEmpty();
        (await site.PostPermittedAsync(Path, ("who", "ada"), ("reason", "ticket"))).Status.Should().Be(HttpStatusCode.SeeOther);
    }

    private static async Task<IReadOnlyList<AccessRecord>> AccessesAsync(Site site) => (await site.Reading.ReadAccessLogAsync(new AccessQuery())).Accesses;
}
