using System.Net;
using ConvLog.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace ConvLog.AspNetCore.Tests.Pages.Privacy;

public sealed class RetentionPagesTests(SharedSites sites) : IClassFixture<SharedSites>
{
    private const string Page = "/convlog/privacy";

    [Fact]
    public async Task The_retention_settings_are_described_in_words()
    {
        await using var site = await Site.WithKeysAsync(log: static options =>
        {
            options.Retention.Enabled = true;
            options.Retention.Days = 90;
            options.Retention.PersonalDataDays = 1;
            options.Retention.AccessLogDays = null;
            options.Retention.MostShare = 0.025;
        });

        string body = (await site.GetWithKeyAsync(Page, Site.PiiKey)).Body;

        body.Should().ContainAll(
            "On</span>", "Next run <time datetime=\"2025-01-02T02:00:00.000Z\"", "deleted 90 days after last activity",
                "deleted 1 day after last activity; redacted content is kept",
            "kept indefinitely", "conversations with an improved answer or on legal hold", "more than 2.5&#xA0;% of all conversations require confirmation",
                "at 02:00 (UTC), in batches of 100 conversations", "No runs yet");
    }

    [Fact]
    public async Task Retention_is_off_by_default_and_the_page_says_so()
    {
        var site = await sites.GetAsync(static () => Site.WithKeysAsync());

        (await site.GetWithKeyAsync(Page, Site.PiiKey)).Body.Should()
            .ContainAll("Off</span>", "Scheduled deletion is off. Runs start manually.", "off; when enabled, at 02:00", "deleted with its conversation",
            "records deleted after 365 days");
    }

    [Fact]
    public async Task The_preview_shows_what_would_be_deleted_what_is_kept_and_why()
    {
        await using var site = await AgedAsync();
        await site.Erasure.PlaceHoldAsync("old-2", "Legal");

        var (body, status) = await PreviewAsync(site);

        status.Should().Be(HttpStatusCode.OK);
        body.Should().MatchRegex("Conversations to delete.*with 2 entries.*2 Dec 2024, 10:00:00 UTC.*>2<.*>20&#xA0;%<")
            .And.MatchRegex("Conversations to redact.*>3<.*>30&#xA0;%<")
            .And.MatchRegex("Kept: on legal hold.*>1<.*>10&#xA0;%<")
            .And.MatchRegex("Kept: with an improved answer.*>1<.*>10&#xA0;%<")
            .And.MatchRegex("All conversations.*>10<");
    }

    [Fact]
    public async Task A_run_deletes_expired_data_and_appears_in_the_list_of_runs()
    {
        await using var site = await AgedAsync();

        var answer = await site.PostPermittedAsync("/convlog/privacy/runs");
        string body = (await site.GetWithKeyAsync(Page, Site.PiiKey)).Body;

        (answer.Status, answer.Header("Location")).Should().Be((HttpStatusCode.SeeOther, "/convlog/privacy#retention"));
        body.Should().ContainAll("Completed</span>", "<bdi>Permitted</bdi>");
        (await site.GetAsync("/convlog/conversations/old-1")).Status.Should().Be(HttpStatusCode.NotFound);
        (await site.GetAsync("/convlog/conversations/annotated")).Status.Should().Be(HttpStatusCode.OK);
        (await site.GetAsync("/convlog/conversations/new-1")).Status.Should().Be(HttpStatusCode.OK);
        body.Should().MatchRegex("<td class=\"most-room number\" role=\"cell\"></td>\\s*<td class=\"most-room number\" role=\"cell\">1</td>\\s*</tr>",
            "one stayed for its improved answer, and none on hold");
        (await site.Retention.ReadRunsAsync()).Should().ContainSingle().Which.Should()
            .BeEquivalentTo(new { StartedBy = "Permitted", State = RetentionRunState.Completed, Conversations = 3 });
    }

    [Fact]
    public async Task A_run_above_the_safety_limit_shows_the_numbers_and_requires_confirmation()
    {
        await using var site = await AgedAsync(mostShare: 0.1);

        string page = (await site.GetWithKeyAsync(Page, Site.PiiKey)).Body;
        var refused = await site.PostPermittedAsync("/convlog/privacy/runs");
        string question = (await site.GetWithKeyAsync(refused.Header("Location")!, Site.PiiKey)).Body;

        page.Should().Contain("This run would affect 60&#xA0;% of all conversations, above the 10&#xA0;% safety limit. Confirmation is required.");
        (refused.Status, refused.Header("Location")).Should().Be((HttpStatusCode.SeeOther, "/convlog/privacy/runs"));
        question.Should().ContainAll("This run would affect 60&#xA0;% of all conversations", "above the 10&#xA0;% safety limit",
            "Delete 3 of 10 conversations and redact 3 more", "name=\"confirmed\"");
        (await site.GetAsync("/convlog/conversations/old-1")).Status.Should().Be(HttpStatusCode.OK);
        (await site.GetWithKeyAsync(Page, Site.PiiKey)).Body.Should().ContainAll("Refused</span>", "Nothing was deleted");

        var confirmed = await site.PostPermittedAsync("/convlog/privacy/runs", ("confirmed", "yes"));

        confirmed.Header("Location").Should().Be("/convlog/privacy#retention");
        (await site.GetAsync("/convlog/conversations/old-1")).Status.Should().Be(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("no")]
    [InlineData("")]
    [InlineData("YES")]
    public async Task Only_the_checked_box_confirms_a_run(string confirmed)
    {
        var site = await sites.GetAsync(static () => AgedAsync(mostShare: 0.1));

        (await site.PostPermittedAsync("/convlog/privacy/runs", ("confirmed", confirmed))).Header("Location").Should().Be("/convlog/privacy/runs");

        (await site.GetAsync("/convlog/conversations/old-1")).Status.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_run_below_the_safety_limit_needs_no_check_box()
    {
        var site = await sites.GetAsync(static () => Site.WithKeysAsync());

        (await site.GetWithKeyAsync("/convlog/privacy/runs", Site.PiiKey)).Body.Should().Contain("Run retention now?").And.NotContain("name=\"confirmed\"");
    }

    [Fact]
    public async Task A_redacted_conversation_shows_when_its_personal_data_expired()
    {
        await using var site = await AgedAsync();
        await site.PostPermittedAsync("/convlog/privacy/runs");

        foreach (string key in new[] { Site.PiiKey, Site.ReaderKey })
        {
            (await site.GetWithKeyAsync("/convlog/conversations/older-1", key)).Body.Should()
                .Contain("Personal data expired on <time datetime=\"2025-01-01T10:00:00.000Z\"");
            (await site.GetWithKeyAsync("/convlog/conversations/new-1", key)).Body.Should().NotContain("Personal data expired");
        }
    }

    [Fact]
    public async Task A_store_failure_is_shown_as_an_id_without_its_message()
    {
        await using var site = await Site.StartAsync(
            static options => options.ApiKeys.Add(Site.PiiKey, name: null, ConvLogPermissions.All),
            log: static options => options.Store = BrokenStore.Create());

        var answer = await site.PostPermittedAsync("/convlog/privacy/runs");

        answer.Status.Should().Be(HttpStatusCode.InternalServerError);
        answer.Body.Should().ContainAll("Operation not finished", "The store failed during the operation");
        answer.Body.Should().NotContain(BrokenStore.Words);
        site.Logs.Lines.Should().Contain(static line => line.Contains(BrokenStore.Words));
    }

    // Four conversations are 40 days old, one of them annotated; two are 10 days old; four are new.
    private static async Task<Site> AgedAsync(double mostShare = 0.6)
    {
        var site = await Site.WithKeysAsync(log: options =>
        {
            options.Retention.PersonalDataDays = 7;
            options.Retention.MostShare = mostShare;
        });
        var now = site.Clock.GetUtcNow();
        await PlayAsync(site, now.AddDays(-40), "old-1", "old-2", "old-3");
        await PlayAsync(site, now.AddDays(-10), "older-1", "older-2");
        site.Clock.SetUtcNow(now.AddDays(-40));
        await site.PlayAsync(new ConversationInfo("annotated"), static conv => conv.Annotate("Better."));
        await PlayAsync(site, now, "new-1", "new-2", "new-3", "new-4");
        return site;
    }

    private static async Task PlayAsync(Site site, DateTimeOffset at, params string[] ids)
    {
        site.Clock.SetUtcNow(at);
        foreach (string id in ids)
        {
            await site.PlayAsync(new ConversationInfo(id) { UserId = $"{id}@example.com" }, static conv => conv.Log.Info("Hello"));
        }
    }

    private static async Task<(string Body, HttpStatusCode Status)> PreviewAsync(Site site)
    {
        var answer = await site.GetWithKeyAsync(Page, Site.PiiKey);
        return (answer.Body.Replace('\n', ' '), answer.Status);
    }
}
