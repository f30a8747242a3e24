using System.Net;
using ConvLog.AspNetCore.Access;
using ConvLog.Storage;

namespace ConvLog.AspNetCore.Tests.Access;

/// <summary>Without a required access reason, a reader sees the same as a reader without the permission.</summary>
public sealed class AccessReasonRequiredTests(SharedSites sites) : IClassFixture<SharedSites>
{
    private const string Review = $"/convlog/conversations/{Canaries.ConversationId}";

    /// <summary>Every way a program can read conversations.</summary>
    public static TheoryData<string> Reads { get; } =
    [
        "/convlog/v1/conversations", $"/convlog/v1/conversations/{Canaries.ConversationId}", $"/convlog/v1/conversations/{Canaries.ConversationId}/entries",
            "/convlog/v1/export/conversations",
        "/convlog/v1/feedback", "/convlog/v1/users", $"/v1/agents/bookings/conversations/{Canaries.ConversationId}",
    ];

    [Theory]
    [MemberData(nameof(Reads))]
    public async Task Without_a_required_reason_a_key_reads_as_one_without_the_permission(string path)
    {
        await using var site = await PlayedAsync();

        var without = await site.GetWithKeyAsync(path, Site.PiiKey);
        var blank = await site.GetAsync(path, ("X-API-KEY", Site.PiiKey), (AccessReason.Header, "  "));
        var other = await site.GetWithKeyAsync(path);
        (await AccessesAsync(site)).Should().BeEmpty();
        var with = await site.GetAsync(path, ("X-API-KEY", Site.PiiKey), (AccessReason.Header, "ticket 4711"));

        without.Status.Should().Be(HttpStatusCode.OK);
        without.Body.Should().Be(other.Body).And.Be(blank.Body).And.NotContain($"{Canaries.Mark}-");
        with.Body.Should().Contain($"{Canaries.Mark}-");
        (await AccessesAsync(site)).Should().NotBeEmpty().And.OnlyContain(static access => access.Reason == "ticket 4711");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_stream_without_the_required_reason_contains_no_personal_data(bool hasReason)
    {
        await using var site = await PlayedAsync();
        using var live = await LiveStream.OpenAsync(site, "/convlog/v1/live",
            hasReason ? [("X-API-KEY", Site.PiiKey), (AccessReason.Header, "ticket 4711")] : [("X-API-KEY", Site.PiiKey)]);

        await site.PlayAsync(new ConversationInfo("c1"), static conv =>
        {
            conv.Log.Info("Caller number captured", ("phone", "+4915112345678"), isPii: true);
            conv.Log.Info("last");
        });
        await live.UntilAsync("\"last\"");

        live.Text.Contains("+4915112345678", StringComparison.Ordinal).Should().Be(hasReason);
    }

    [Theory]
    [MemberData(nameof(Reads))]
    public async Task Browser_credentials_alone_read_no_personal_data_through_the_API_without_a_reason(string path)
    {
        var site = await sites.GetAsync(WithUsersAsync);
        var session = await SignInAsync(site);
        (string, string) user = ("X-Test-User", "ada:read,pii");
        (string, string) ownPage = ("Sec-Fetch-Site", "same-origin");

        foreach (var sent in path.StartsWith("/v1", StringComparison.Ordinal)
            ? [[user, ownPage]] : new (string, string)[][] { [session], [session, ownPage], [user, ownPage] })
        {
            (await site.GetAsync(path, sent)).Body.Should().NotContain($"{Canaries.Mark}-");
            (await site.GetAsync(path, [.. sent, (AccessReason.Header, "shown on demand")])).Body.Should().Contain($"{Canaries.Mark}-");
        }

        (await site.GetAsync(path, user)).Body.Should().Contain($"{Canaries.Mark}-", "a program that the host knows has asked by asking");
    }

    [Fact]
    public async Task A_page_requested_without_the_required_reason_shows_no_personal_data_and_asks_for_one()
    {
        await using var site = await PlayedAsync();
        var session = await SignInAsync(site);

        (await site.GetAsync(Review, session)).Body.Should().Contain("Reason for access").And.NotContain("Enter a reason");
        foreach (string reason in new[] { "", "   ", "\t\r\n" })
        {
            var answer = await site.PostAsync(Review, [("reveal", "yes"), ("reason", reason)], session);

            answer.Status.Should().Be(HttpStatusCode.BadRequest);
            answer.Body.Should().Contain("Enter a reason, for example a ticket number.").And.Contain("class=\"thread\"").And.NotContain($"{Canaries.Mark}-");
        }

        (await site.PostAsync(Review, [("reveal", "yes"), ("reason", "one"), ("reason", "two")], session)).Status.Should()
            .Be(HttpStatusCode.BadRequest, "which of them counts would be a guess");
        (await AccessesAsync(site)).Should().BeEmpty();
        var shown = await site.PostAsync(Review, [("reveal", "yes"), ("reason", "ticket 4711")], session);
        shown.Status.Should().Be(HttpStatusCode.OK);
        shown.Body.Should().Contain("canary-argument").And.Contain("Personal data shown");
        (await AccessesAsync(site)).Should().ContainSingle().Which.Reason.Should().Be("ticket 4711");
    }

    [Fact]
    public async Task A_key_that_reveals_a_page_may_give_the_reason_in_the_header()
    {
        await using var site = await PlayedAsync();

        (await site.PostAsync(Review, [("reveal", "yes")], ("X-API-KEY", Site.PiiKey), (AccessReason.Header, "audit"))).Status.Should().Be(HttpStatusCode.OK);
        (await AccessesAsync(site)).Should().ContainSingle().Which.Reason.Should().Be("audit");
    }

    private static async Task<Site> PlayedAsync()
    {
        var site = await Site.WithKeysAsync(static options => options.RequireAccessReason = true);
        await Canaries.PlayAsync(site);
        return site;
    }

    private static async Task<Site> WithUsersAsync()
    {
        var site = await Site.StartAsync(
            static options =>
            {
                options.ApiKeys.Add(Site.PiiKey, "Permitted", ConvLogPermissions.All);
                HostedUsers.Set(options);
            },
            services: HostedUsers.Add,
            before: HostedUsers.Use);
        await Canaries.PlayAsync(site);
        return site;
    }

    private static async Task<(string Name, string Value)> SignInAsync(Site site)
        => ("Cookie", (await site.PostAsync("/convlog/sign-in", [("key", Site.PiiKey)])).Header("Set-Cookie")!.Split(';')[0]);

    private static async Task<IReadOnlyList<AccessRecord>> AccessesAsync(Site site) => (await site.Reading.ReadAccessLogAsync(new AccessQuery())).Accesses;
}
