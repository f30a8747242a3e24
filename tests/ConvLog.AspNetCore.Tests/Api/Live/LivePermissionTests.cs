using System.Net;
using System.Text.RegularExpressions;
using ConvLog.Records;
using ConvLog.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace ConvLog.AspNetCore.Tests.Api.Live;

/// <summary>A stream contains only what its reader may see, and ends when they lose the permission.</summary>
public partial class LivePermissionTests
{
    private const string Live = "/convlog/v1/live";

    // Narrower, wider or different: in each case the set of permitted conversations changes.
    private static readonly (ConversationScope Before, ConversationScope After)[] s_scopes =
    [
        (ConversationScope.All, new() { AgentIds = ["weather"] }),
        (new() { AgentIds = ["bookings"] }, ConversationScope.All),
        (new() { AgentIds = ["bookings"] }, new() { AgentIds = ["weather"] }),
        (new() { AgentIds = ["bookings"] }, new() { AgentIds = ["bookings"], AccountIds = ["globex"] }),
        (new() { AccountIds = ["acme"] }, new() { AccountIds = ["acme", "globex"] }),
    ];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Removing_a_key_ends_its_streams_before_the_next_event(bool isByClock)
    {
        ConvLogConsoleOptions? options = null;
        await using var site = await Site.WithKeysAsync(given => options = given);
        using var live = await LiveStream.OpenWithKeyAsync(site, Live);
        using var other = await LiveStream.OpenWithKeyAsync(site, Live, Site.PiiKey);
        options!.ApiKeys.Remove(Site.ReaderKey).Should().BeTrue();
        if (isByClock)
        {
            var start = site.Clock.GetUtcNow();
            (await live.NextByClockAsync(site, TimeSpan.FromSeconds(1))).Should().BeTrue();
            (site.Clock.GetUtcNow() - start).Should().BeLessThan(TimeSpan.FromSeconds(14), "it is not the sign of life that ends it");
        }
        else
        {
            await site.PlayAsync(new ConversationInfo("c1"), static conv => conv.Log.Info("not for them"));
            await live.NextAsync();
            await other.UntilAsync("not for them");
        }

        live.Events.Should().Equal(("end", """{"reason":"permission"}"""));
        (await live.NextAsync()).Should().BeFalse();
        other.Events.Select(static told => told.Event).Should().NotContain("end");
    }

    [Theory]
    [InlineData(Live)]
    [InlineData(Live + "/c0")]
    public async Task Changing_the_scope_of_a_key_ends_its_streams_before_the_next_event(string path)
    {
        foreach (var (before, after) in s_scopes)
        {
            ConvLogConsoleOptions? options = null;
            await using var site = await Site.WithKeysAsync(given => (options = given).ApiKeys.Add("key-of-some", "Some", ConvLogPermissions.Read, before));
            await site.PlayAsync(Booking("c0"));
            using var live = await LiveStream.OpenWithKeyAsync(site, path, "key-of-some");
            using var other = await LiveStream.OpenWithKeyAsync(site, Live);
            options!.ApiKeys.Remove("key-of-some");
            options.ApiKeys.Add("key-of-some", "Some", ConvLogPermissions.Read, after);

            await site.PlayAsync(Booking("c0"), static conv => conv.Log.Info("after the change"));
            await other.UntilAsync("after the change");
            while (await live.NextAsync())
            {
            }

            live.Events[^1].Should().Be(("end", """{"reason":"permission"}"""), "{0} has become {1}", before, after);
            live.Text.Should().NotContain("after the change");
        }
    }

    [Fact]
    public async Task Changing_the_permissions_of_a_key_ends_its_streams_before_the_next_event()
    {
        ConvLogConsoleOptions? options = null;
        await using var site = await Site.WithKeysAsync(
            given => (options = given).ApiKeys.Add("key-of-some", "Some", ConvLogPermissions.Read | ConvLogPermissions.Annotate));
        using var live = await LiveStream.OpenWithKeyAsync(site, Live, "key-of-some");
        options!.ApiKeys.Remove("key-of-some");
        options.ApiKeys.Add("key-of-some", "Some", ConvLogPermissions.Read);

        await site.PlayAsync(Booking("c1"), static conv => conv.Log.Info("after the change"));
        while (await live.NextAsync())
        {
        }

        live.Events.Should().Equal(("end", """{"reason":"permission"}"""));
    }

    [Fact]
    public async Task A_host_user_whose_scope_changed_gets_no_further_events()
    {
        foreach (var (before, after) in s_scopes)
        {
            var scope = before;
            await using var site = await Site.WithKeysAsync(
                options =>
                {
                    HostedUsers.Set(options);
                    options.ScopeOf = _ => scope;
                },
                services: HostedUsers.Add, before: HostedUsers.Use);
            using var live = await LiveStream.OpenAsync(site, Live, ("X-Test-User", "ada:read"));
            scope = after;
            site.Clock.Advance(TimeSpan.FromSeconds(5));
            await site.PlayAsync(Booking("c1"), static conv => conv.Log.Info("not for them"));
            while (await live.NextAsync())
            {
            }

            live.Events[^1].Should().Be(("end", """{"reason":"permission"}"""), "{0} has become {1}", before, after);
            live.Text.Should().NotContain("not for them");
        }
    }

    [Fact]
    public async Task Signing_out_ends_the_streams_of_its_session()
    {
        await using var site = await Site.WithKeysAsync();
        var signedIn = await site.PostAsync("/convlog/sign-in", [("key", Site.ReaderKey)]);
        string cookie = signedIn.Header("Set-Cookie")!.Split(';')[0];
        using var live = await LiveStream.OpenAsync(site, Live, ("Cookie", cookie));
        (await site.PostAsync("/convlog/sign-out", [], ("Cookie", cookie))).Status.Should().Be(HttpStatusCode.SeeOther);
        await site.PlayAsync(new ConversationInfo("c1"), static conv => conv.Log.Info("not for them"));
        await live.NextAsync();

        live.Events.Should().Equal(("end", """{"reason":"permission"}"""));
        (await live.NextAsync()).Should().BeFalse();
    }

    [Fact]
    public async Task Personal_data_is_recorded_in_the_access_log_before_it_is_streamed_to_a_permitted_reader()
    {
        await using var site = await Site.WithKeysAsync();
        using var live = await LiveStream.OpenWithKeyAsync(site, Live);
        using var permitted = await LiveStream.OpenAsync(site, Live, ("X-API-KEY", Site.PiiKey), ("X-Access-Reason", "ticket 4711"));
        await site.PlayAsync(new ConversationInfo("c1") { UserId = "jane" }, static conv =>
        {
            conv.Log.Info("Caller number captured", ("phone", "+4915112345678"), isPii: true);
            conv.Log.Info("Email captured", LogField.Pii("email", "jane@example.com", shown: "j***@example.com"));
            conv.Log.Info("last");
        });
        await permitted.UntilAsync("\"last\"");
        await live.UntilAsync("\"last\"");

        permitted.Text.Should().Contain("+4915112345678").And.Contain("jane@example.com");
        live.Text.Should().NotContain("+4915112345678").And.NotContain("jane@").And.NotContain("jane\"").And.Contain("j***@example.com").And.NotContain(
            "Caller number");
        var log = await site.Services.GetRequiredService<ConversationReader>().ReadAccessLogAsync(new AccessQuery { ConversationId = "c1" });
        log.Accesses.Should().Contain(static access => access.Kind == AccessKind.Log && access.Reader == "Permitted" && access.Reason == "ticket 4711");
        log.Accesses.Should().OnlyContain(static access => access.Reader == "Permitted");
    }

    [Fact]
    public async Task A_permitted_reader_who_excludes_personal_data_gets_the_masked_stream_and_is_not_logged()
    {
        await using var site = await Site.WithKeysAsync();
        using var others = await LiveStream.OpenWithKeyAsync(site, Live);
        using var withheld = await LiveStream.OpenWithKeyAsync(site, Live + "?personal=false", Site.PiiKey);
        using var asked = await LiveStream.OpenWithKeyAsync(site, Live + "?personal=true");
        await site.PlayAsync(new ConversationInfo("c1") { UserId = "jane" }, static conv =>
        {
            conv.Log.Info("Caller number captured", ("phone", "+4915112345678"), isPii: true);
            conv.Log.Info("Email captured", LogField.Pii("email", "jane@example.com", shown: "j***@example.com"));
            conv.Log.Info("last");
        });
        foreach (var stream in new[] { others, withheld, asked })
        {
            await stream.UntilAsync("\"last\"");
        }

        withheld.Events.Should().Equal(others.Events);
        asked.Events.Should().Equal(others.Events, "to ask is not to be permitted");
        others.Text.Should().Contain("j***@example.com").And.NotContain("+4915112345678");
        var log = await site.Services.GetRequiredService<ConversationReader>().ReadAccessLogAsync(new AccessQuery { ConversationId = "c1" });
        log.Accesses.Should().BeEmpty();
    }

    [Fact]
    public async Task Streams_of_stores_that_differ_only_in_personal_data_have_the_same_bytes()
    {
        string told = await TellAsync("jane", isPii: false);
        string twin = await TellAsync("john", isPii: true);

        told.Should().Contain("\"shown\"");
        twin.Should().Be(told);
    }

    private static ConversationInfo Booking(string id) => new(id) { AgentId = "bookings", AccountId = "acme" };

    private static async Task<string> TellAsync(string name, bool isPii)
    {
        await using var site = await Site.WithKeysAsync();
        var store = site.Services.GetRequiredService<IConversationStore>();
        await store.WriteAsync([Opening("before", name), Opening("long ago", name) with { OpenedAt = site.Clock.GetUtcNow().AddDays(-1) }]);
        using var live = await LiveStream.OpenWithKeyAsync(site, Live);
        using var one = await LiveStream.OpenWithKeyAsync(site, $"{Live}/before");
        string memory = live.LastEventId!.Split('.')[1];
        for (int i = 1; i <= 5; i++)
        {
            if (isPii)
            {
                await store.WriteAsync([Entry("before", 100 + i, "hidden") with { IsPii = true }]);
                await store.WriteAsync([Entry("long ago", i, "hidden") with { IsPii = true }]);
            }

            await store.WriteAsync([Opening($"c{i}", name: null)]);
            await live.UntilAsync($"\"c{i}\"");
            await store.WriteAsync([Entry("before", i, "shown")]);
            await live.UntilAsync($"\"entry_count\":{i}");
            await one.UntilAsync($"\"entry_count\":{i}");
        }

        // A reconnecting reader receives exactly the missed events.
        using var again = await LiveStream.OpenWithKeyAsync(site, Live, after: one.LastEventId);
        await store.WriteAsync([Opening("end", name: null)]);
        await again.UntilAsync("\"end\"");

        // Positions contain a random ID of the host process. Their times may also differ, because they count events while the clock is stopped.
        return Times().Replace((live.Text + one.Text + again.Text).Replace(memory, "memory", StringComparison.Ordinal), "");

        EntryRecord Entry(string conversation, long sequence, string content) => new()
        {
            ConversationId = conversation,
            WriterId = Writer(conversation),
            Sequence = sequence,
            Level = EntryLevel.Info,
            Content = content,
            Timestamp = site.Clock.GetUtcNow(),
        };

        ConversationRecord Opening(string conversation, string? name) => new()
        {
            ConversationId = conversation,
            WriterId = Writer(conversation),
            AgentId = "bookings",
            OpenedAt = site.Clock.GetUtcNow(),
            FromNumber = name,
        };

        static Guid Writer(string conversation)
            => new(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(conversation)).AsSpan(0, 16));
    }

    [GeneratedRegex("(?<=id: )[0-9]+(?=[.])", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Times();
}
