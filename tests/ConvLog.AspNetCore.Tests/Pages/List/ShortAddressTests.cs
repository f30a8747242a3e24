using System.Net;
using ConvLog.Privacy;

namespace ConvLog.AspNetCore.Tests.Pages.List;

/// <summary>The list form redirects to an address with only the set filters.</summary>
public sealed class ShortAddressTests(SharedSites sites) : IClassFixture<SharedSites>
{
    [Theory]
    [InlineData("find=&agent=&period=&channel=&min_turns=&sort=&order=", "/convlog")]
    [InlineData("find=refund&agent=&channel=voice", "/convlog?channel=voice&q=refund")]
    [InlineData("find=function%3Asave_guest+status%3A409&period=7d", "/convlog?api_status=409&function=save_guest&period=7d")]
    [InlineData("find=agent%3Ab&agent=a", "/convlog?agent=b")]
    [InlineData("find=problem%3Aapi&problem=function", "/convlog?problem=function&problem=api")]
    [InlineData("find=&period=7d&from=2026-11-01T10%3A00", "/convlog?from=2026-11-01T10%3A00%3A00Z")]
    [InlineData("started_from=2026-11-01T10%3A00&to=2026-11-02T10%3A00%3A30", "/convlog?started_from=2026-11-01T10%3A00%3A00Z&to=2026-11-02T10%3A00%3A30Z")]
    [InlineData("find=started%3A2026-11-01&period=7d", "/convlog?started_from=2026-11-01T00%3A00%3A00Z&to=2026-11-02T00%3A00%3A00Z")]
    [InlineData("find=turns%3A%3E4&min_turns=2&max_turns=9", "/convlog?max_turns=9&min_turns=5")]
    [InlineData("find=refund&q=before&cursor=x&page=2", "/convlog?q=refund")]
    [InlineData("find=%22%3Cscript%3E&nonsense=1", "/convlog?q=%22%3Cscript%3E")]
    [InlineData("channel=&agent=a", "/convlog?agent=a")]
    public async Task A_form_redirects_to_an_address_with_only_the_set_filters(string sent, string address)
    {
        var site = await sites.GetAsync(static () => Site.StartAsync());

        var answer = await site.GetAsync($"/convlog?{sent}");

        answer.Status.Should().Be(HttpStatusCode.SeeOther);
        answer.Header("Location").Should().Be(address);
        (await site.GetAsync(address)).Status.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_function_and_status_in_the_search_box_match_the_same_call()
    {
        await using var site = await Site.StartAsync();
        await PlayAsync(site, "together", "save_guest", 409);
        await PlayAsync(site, "apart", "save_guest", 200);
        await PlayAsync(site, "elsewhere", "find_table", 409);

        string body = (await site.GetAsync((await site.GetAsync("/convlog?find=function%3Asave_guest+status%3A409")).Header("Location")!)).Body;

        body.Should().Contain("/conversations/together?").And.NotContain("/conversations/apart").And.NotContain("/conversations/elsewhere");
        body.Should().Contain("Function: <bdi>save_guest</bdi>").And.Contain("in the same call").And.Contain("API status: <bdi>409</bdi>");
    }

    [Fact]
    public async Task A_search_for_an_exact_id_opens_it_unless_log_entries_also_match()
    {
        await using var site = await Site.StartAsync();
        string call = "";
        await site.PlayAsync(new ConversationInfo("conv-42") { UserId = "ada@example.com" }, conv =>
        {
            using var called = conv.BeginFunction("Book_Table");
            call = called.Id;
        });
        string user = (await site.Reading.GetSummaryAsync(Reader.Anonymous, "conv-42"))!.UserPseudonym!;
        site.Clock.Advance(TimeSpan.FromDays(20));

        (await site.GetAsync("/convlog?q=conv-42")).Header("Location").Should().Be("/convlog/conversations/conv-42");
        (await site.GetAsync($"/convlog?q={call}")).Header("Location").Should().Be($"/convlog/conversations/conv-42#f-{call}");
        (await site.GetAsync("/convlog?q=book_")).Header("Location").Should().Be("/convlog?function=book_");
        (await site.GetAsync($"/convlog?q={user}")).Header("Location").Should().Be($"/convlog?user={user}");
        (await site.GetAsync("/convlog?q=conv-4")).Header("Location").Should().BeNull("part of an ID names nothing");
        (await site.GetAsync("/convlog?q=ada%40example.com")).Header("Location").Should().BeNull("who has an ID of the host is looked up by a form");

        await site.PlayAsync(new ConversationInfo("other"), static conv => conv.Log.Info("Same as conv-42"));
        var said = await site.GetAsync("/convlog?q=conv-42");
        said.Status.Should().Be(HttpStatusCode.OK);
        said.Body.Should().Contain("<a class=\"link\" href=\"/convlog/conversations/conv-42\">").And.Contain("/convlog/conversations/other?");
    }

    [Fact]
    public async Task The_id_of_an_entry_opens_the_entry_and_the_id_of_a_personal_entry_matches_nothing()
    {
        await using var site = await Site.WithKeysAsync();
        await site.PlayAsync(new ConversationInfo("conv-42"), static conv =>
        {
            conv.Log.Info("Seen");
            conv.Log.Info("Jane called", isPii: true);
        });
        var view = (await site.Reading.GetAsync(new Reader("test", canReadPii: true), "conv-42"))!;
        List<ConvLog.Records.EntryView> entries = [.. view.Entries, .. view.Turns.SelectMany(static turn => turn.Entries)];
        var seen = entries.Single(static entry => !entry.IsPii).Id;
        var hidden = entries.Single(static entry => entry.IsPii).Id;
        site.Clock.Advance(TimeSpan.FromDays(20));

        foreach (string typed in (string[])[seen.ToString("D"), seen.ToString("N").ToUpperInvariant(), $" {seen:N} "])
        {
            (await site.GetWithKeyAsync($"/convlog?q={Uri.EscapeDataString(typed)}")).Header("Location").Should()
                .Be($"/convlog/conversations/conv-42?at={seen:N}#e-{seen:N}");
        }

        (await site.GetWithKeyAsync($"/convlog/conversations/conv-42?at={seen:N}")).Body.Should().Contain($"id=\"e-{seen:N}\"");
        string none = Guid.NewGuid().ToString("N");
        foreach (string key in (string[])[Site.ReaderKey, Site.PiiKey])
        {
            string missing = (await site.GetWithKeyAsync($"/convlog?q={none}", key)).Body;
            string personal = (await site.GetWithKeyAsync($"/convlog?q={hidden:N}", key)).Body;
            personal.Should().Be(missing.Replace(none, $"{hidden:N}", StringComparison.Ordinal), "what is hidden answers as what is not there");
        }
    }

    private static Task PlayAsync(Site site, string id, string function, int status) => site.PlayAsync(new ConversationInfo(id), conv =>
    {
        using var call = conv.BeginFunction(function);
        conv.LogApiResponse("GET", "https://crm.example/contacts", status, TimeSpan.FromMilliseconds(5));
    });
}
