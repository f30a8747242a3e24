using ConvLog.Storage;

namespace ConvLog.AspNetCore.Tests.Access;

/// <summary>A long export is aborted when the reader loses the permission.</summary>
public sealed class ContinuedAccessExportTests
{
    private const int Conversations = 41;

    [Theory]
    [InlineData("/convlog/v1/export/conversations")]
    [InlineData("/convlog/file")]
    public async Task Signing_out_of_the_host_aborts_a_running_export(string path)
    {
        var tickets = new TicketStore();
        await using var site = await Site.StartAsync(
            HostedUsers.Set,
            services: services =>
            {
                MonitoredStore.AddTo(services);
                CookieUsers.Add(services, options => options.SessionStore = tickets);
            },
            before: CookieUsers.Use);
        string cookie = await CookieUsers.SignInAsync(site, "sub=s-1,name=ada,may=read");
        await FillAsync(site);
        (string, string)[] headers = [("Cookie", cookie), ("Sec-Fetch-Site", "same-origin")];
        Lines(await site.GetAsync(path, headers)).Should().Be(Conversations);

        int parts = 0;
        MonitoredStore.Of(site).Before = name =>
        {
            if (name is nameof(IConversationStore.ListAsync) && ++parts == 2)
            {
                tickets.Clear();
                site.Clock.Advance(TimeSpan.FromSeconds(5));
            }
        };

        await BreaksOffAsync(site, path, headers);
        parts.Should().Be(2);
    }

    [Fact]
    public async Task Removing_a_key_aborts_its_running_exports()
    {
        ConvLogConsoleOptions? options = null;
        await using var site = await Site.WithKeysAsync(given => options = given, services: MonitoredStore.AddTo);
        await FillAsync(site);
        int parts = 0;
        MonitoredStore.Of(site).Before = name =>
        {
            if (name is nameof(IConversationStore.ListAsync) && ++parts == 2)
            {
                options!.ApiKeys.Remove(Site.ReaderKey);
            }
        };

        await BreaksOffAsync(site, "/convlog/v1/export/conversations", ("X-API-KEY", Site.ReaderKey));
        parts.Should().Be(2);
    }

    private static async Task BreaksOffAsync(Site site, string path, params (string, string)[] headers)
    {
        var export = () => site.GetAsync(path, headers);
        await export.Should().ThrowAsync<HttpRequestException>("the file must not look whole");
        await site.Logs.UntilLineAsync("permission was removed or changed during an export");
    }

    private static int Lines(Answer answer) => answer.Body.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length;

    private static async Task FillAsync(Site site)
    {
        for (int i = 0; i < Conversations; i++)
        {
            await site.PlayAsync(new ConversationInfo($"c-{i}") { AgentId = "bookings" });
        }
    }
}
