using System.Net;
using WebConsole.Tests.Support;

namespace WebConsole.Tests;

/// <summary>The privacy pages of the complete program: preview, run, erasure and receipt.</summary>
public sealed class PersonalDataTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_preview_lists_what_a_confirmed_run_deletes()
    {
        await using var sample = await StartAsync();

        string page = Lined((await sample.GetAsync("/privacy")).Body);
        var refused = await sample.PostAsync("/privacy/runs");
        string question = (await sample.GetAsync("/privacy/runs")).Body;
        var confirmed = await sample.PostAsync("/privacy/runs", ("confirmed", "yes"));

        page.Should().MatchRegex(
            "Conversations to delete.*>1<.*Conversations to redact.*>2<.*on legal hold.*>1<.*improved answer.*>1<.*All conversations.*>22<")
            .And.Contain("deleted 7 days after last activity; redacted content is kept").And.Contain("Dispute 88/2: water damage in the flat below");
        refused.Should().Be((HttpStatusCode.SeeOther, "/privacy/runs"));
        question.Should().Contain("This run would affect 13.6&#xA0;% of all conversations").And.Contain("Delete 1 of 22 conversations and redact 2 more");
        confirmed.Should().Be((HttpStatusCode.SeeOther, "/privacy#retention"));
        (await sample.GetAsync("/privacy")).Body.Should().Contain("Completed</span>").And.Contain("<bdi>Demo reader with PII</bdi>");
        (await sample.ApiAsync("demo-cake-order"), await sample.ApiAsync("demo-plumber-visit"), await sample.ApiAsync("demo-museum-tour")).Should()
            .Be((HttpStatusCode.NotFound, HttpStatusCode.OK, HttpStatusCode.OK));
        string luggage = await sample.RevealAsync("/conversations/demo-lost-luggage");
        luggage.Should().Contain("Personal data expired on").And.NotContain("Caspian Moreau").And.NotContain("flyer-20418");
        (await sample.RevealAsync("/conversations/demo-plumber-visit")).Should().Contain("Ottilie Brandt", "what is held stays whole");
    }

    [Fact]
    public async Task A_user_is_erased_with_a_receipt_and_remains_erased_after_a_restart()
    {
        string path;
        await using (var sample = await StartAsync())
        {
            var question = await sample.PostAsync("/privacy/erasures/question", ("subject", "user"), ("id", "guest-mara"), ("reason", "Request 4711"));
            (await sample.GetAsync(question.Body)).Body.Should().Contain("2 conversations")
                .And.Contain("demo-cake-order").And.Contain("demo-restaurant-booking");
            (var status, path) = await sample.PostAsync("/privacy/erasures", ("subject", "user"), ("id", "guest-mara"), ("reason", "Request 4711"),
                ("typed", "erase"));
            status.Should().Be(HttpStatusCode.SeeOther);
            await ShouldBeErasedAsync(sample, path);
        }

        await using var again = await StartAsync();
        await ShouldBeErasedAsync(again, path);
        (await again.GetAsync("/privacy")).Body.Should().Contain($"href=\"{path}\"").And.NotContain("guest-mara");
    }

    [Fact]
    public async Task Only_a_key_with_the_permission_opens_the_privacy_page()
    {
        await using var sample = await StartAsync();

        (await sample.GetAsync("/privacy", "demo-reader")).Status.Should().Be(HttpStatusCode.Forbidden);
        (await sample.GetAsync("/privacy")).Status.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Keys_are_stored_in_separate_files_readable_only_by_the_owner()
    {
        await using (await StartAsync())
        {
        }

        foreach (string file in new[] { "conversations.db", "conversations.db-keys", "conversations.db-keyring" })
        {
            string path = Path.Combine(_folder.Path, "data", file);
            File.Exists(path).Should().BeTrue(file);
            if (!OperatingSystem.IsWindows())
            {
                File.GetUnixFileMode(path).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite, file);
            }
        }
    }

    private static async Task ShouldBeErasedAsync(RunningSample sample, string path)
    {
        (await sample.ApiAsync("demo-cake-order"), await sample.ApiAsync("demo-restaurant-booking"), await sample.ApiAsync("demo-bank-transfer")).Should()
            .Be((HttpStatusCode.NotFound, HttpStatusCode.NotFound, HttpStatusCode.OK));
        var (status, receipt) = await sample.GetAsync(path);
        status.Should().Be(HttpStatusCode.OK);
        Lined(receipt).Should().Contain("Complete</span>").And.Contain("Request 4711").And.Contain("Demo reader with PII").And.MatchRegex(
            "Conversations</th><td[^>]*>2<").And.NotContain("guest-mara");
    }

    private static string Lined(string page) => page.Replace('\n', ' ');

    private Task<RunningSample> StartAsync() => RunningSample.StartAsync(Path.Combine(_folder.Path, "data"));
}
