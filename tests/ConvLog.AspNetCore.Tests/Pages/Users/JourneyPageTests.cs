using System.Net;
using ConvLog.Privacy;
using ConvLog.Storage;

namespace ConvLog.AspNetCore.Tests.Pages.Users;

public sealed class JourneyPageTests
{
    [Fact]
    public async Task A_journey_shows_the_conversations_of_one_user_in_order_with_their_results()
    {
        await using var site = await Site.StartAsync();
        await PlayAsync(site, "first", "Where is my parcel?");
        site.Clock.Advance(TimeSpan.FromDays(6));
        await PlayAsync(site, "second", "Still nothing", static conv =>
        {
            using (var call = conv.BeginFunction("track"))
            {
                conv.Log.Error("No such parcel");
                call.Fail("No.");
            }

            conv.AddFeedback(FeedbackRating.Dislike);
            conv.HandOff("front desk", "angry");
        });
        await site.PlayAsync(new ConversationInfo("of another") { UserId = "bob" }, said: "Hello from Bob");
        string path = await PathAsync(site, "first");

        string latest = (await site.GetAsync(path)).Body;
        string oldest = (await site.GetAsync($"{path}?order=asc")).Body;

        latest.Should().Contain("<dt>Conversations</dt><dd>2</dd>").And.Contain("<dt>With problems</dt><dd>1</dd>").And.Contain(
            "<dt>Handed off</dt><dd>1</dd>").And.NotContain("Hello from Bob");
        latest.Should().Contain("6 days between").And.Contain("Handed off").And.Contain("<bdi>front desk</bdi>").And.Contain("1 failed").And.Contain(
            "User: thumbs down");
        latest.IndexOf("Still nothing", StringComparison.Ordinal).Should().BeLessThan(latest.IndexOf("Where is my parcel", StringComparison.Ordinal));
        oldest.IndexOf("Still nothing", StringComparison.Ordinal).Should().BeGreaterThan(oldest.IndexOf("Where is my parcel", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_user_id_is_revealed_only_by_the_form_and_appears_in_no_address()
    {
        await using var site = await Site.WithKeysAsync();
        await PlayAsync(site, "first", "Hello");
        string path = await PathAsync(site, "first");

        (await site.GetWithKeyAsync(path, Site.PiiKey)).Body.Should().Contain("user-").And.NotContain("ada@example.com");
        (await AccessesAsync(site)).Should().BeEmpty();

        string revealed = (await site.RevealAsync(path)).Body;
        revealed.Should().Contain("<bdi>ada@example.com</bdi>").And.NotContain("users/ada").And.NotContain("user=ada");
        (await AccessesAsync(site)).Should().ContainSingle().Which.Kind.Should().Be(AccessKind.List);
    }

    [Fact]
    public async Task A_long_journey_is_paged_to_the_first_conversation()
    {
        await using var site = await Site.StartAsync();
        for (int i = 0; i < 101; i++)
        {
            await PlayAsync(site, $"visit-{i:000}", "Hello");
            site.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        string path = await PathAsync(site, "visit-000");
        string body = (await site.GetAsync(path)).Body;
        body.Should().Contain("100 of 101 conversations").And.Contain("<dt>With problems (this page)</dt>")
            .And.NotContain("visit-000?user=").And.NotContain("@Marks");

        string next = WebUtility.HtmlDecode(body[(body.IndexOf("rel=\"next\" href=\"", StringComparison.Ordinal) + 17)..]);
        string last = (await site.GetAsync(next[..next.IndexOf('"', StringComparison.Ordinal)])).Body;
        last.Should().Contain("1 of 101 conversations").And.Contain("visit-000?user=").And.NotContain("visit-001?user=").And.NotContain("rel=\"next\"");
    }

    [Fact]
    public async Task An_unknown_user_and_an_invalid_order_are_reported()
    {
        await using var site = await Site.StartAsync();
        await PlayAsync(site, "first", "Hello");

        var nobody = await site.GetAsync("/convlog/users/ada@example.com");

        nobody.Status.Should().Be(HttpStatusCode.NotFound, "an id is no way to a journey");
        nobody.Body.Should().Contain("User not found");
        (await site.GetAsync($"{await PathAsync(site, "first")}?order=sideways")).Status.Should().Be(HttpStatusCode.BadRequest);
        (await site.GetAsync($"{await PathAsync(site, "first")}?cursor=abc")).Status.Should().Be(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_reader_limited_to_one_agent_sees_only_its_part_of_a_journey()
    {
        await using var site = await Desk.PlayedAsync();
        var all = await site.Reading.GetSummaryAsync(Reader.Anonymous, "conv-1");

        (await site.GetWithKeyAsync($"/convlog/users/{all!.UserPseudonym}", Desk.BookingsKey)).Body.Should().Contain("<dt>Conversations</dt><dd>2</dd>");
        var joe = await site.Reading.GetSummaryAsync(Reader.Anonymous, "conv-2");
        (await site.GetWithKeyAsync($"/convlog/users/{joe!.UserPseudonym}", Desk.BookingsKey)).Status.Should().Be(HttpStatusCode.NotFound);
    }

    private static Task PlayAsync(Site site, string id, string said, Action<Conversation>? inTurn = null)
        => site.PlayAsync(new ConversationInfo(id) { UserId = "ada@example.com" }, inTurn, said);

    private static async Task<string> PathAsync(Site site, string id)
        => $"/convlog/users/{(await site.Reading.GetSummaryAsync(Reader.Anonymous, id))!.UserPseudonym}";

    private static async Task<IReadOnlyList<AccessRecord>> AccessesAsync(Site site) => (await site.Reading.ReadAccessLogAsync(new AccessQuery())).Accesses;
}
