using System.Net;
using ConvLog.Storage;

namespace ConvLog.AspNetCore.Tests.Api.Groups;

/// <summary>Verification of the access log chain over HTTP.</summary>
public sealed class AccessChainRoutesTests(SharedSites sites) : IClassFixture<SharedSites>
{
    private const string Route = "/convlog/v1/access-log/verification";

    [Fact]
    public async Task A_manager_of_all_conversations_gets_the_state_and_head_of_the_access_log_chain()
    {
        await using var site = await Desk.PlayedAsync();
        await site.GetWithKeyAsync("/convlog/v1/conversations/conv-1", Site.PiiKey);
        await site.GetWithKeyAsync("/convlog/v1/conversations/conv-1", Site.PiiKey);

        var found = (await site.GetWithKeyAsync(Route, Desk.ManagerKey)).Json;

        found.GetProperty("whole").GetBoolean().Should().BeTrue();
        found.GetProperty("verified").GetInt64().Should().Be(2);
        found.GetProperty("first_broken").ValueKind.Should().Be(System.Text.Json.JsonValueKind.Null);
        found.GetProperty("head").GetProperty("number").GetInt64().Should().Be(2);
        found.GetProperty("beginning").GetProperty("number").GetInt64().Should().Be(0);
        string head = $"2:{found.GetProperty("head").GetProperty("hash").GetString()}";
        (await site.GetWithKeyAsync($"{Route}?head={head}", Desk.ManagerKey)).Json.GetProperty("has_noted_head").GetBoolean().Should().BeTrue();
        (await site.GetWithKeyAsync("/convlog/v1/health", Desk.ManagerKey)).Body.Should().Contain("\"access-log\"");
    }

    [Fact]
    public async Task Health_shows_the_chain_head_only_to_managers_of_all_conversations_with_access_to_personal_data()
    {
        await using var site = await Desk.PlayedAsync();
        await site.GetWithKeyAsync("/convlog/v1/conversations/conv-1", Site.PiiKey);
        await site.GetWithKeyAsync(Route, Desk.ManagerKey);
        string hash = (await site.Reading.VerifyAccessLogAsync(Privacy.Reader.Anonymous)).Head!.Hash;

        (await site.GetWithKeyAsync("/convlog/v1/health", Site.PiiKey)).Body.Should().Contain(hash);
        foreach (string key in (string[])[Site.ReaderKey, Desk.ManagerKey, Desk.BookingsManagerKey])
        {
            (await site.GetWithKeyAsync("/convlog/v1/health", key)).Body.Should()
                .Contain("\"access-log\"").And.NotContain(hash).And.NotContain("verified_reads");
        }
    }

    [Fact]
    public async Task A_noted_head_that_is_not_in_the_chain_is_reported_with_the_record_number()
    {
        await using var site = await Desk.PlayedAsync();
        await site.GetWithKeyAsync("/convlog/v1/conversations/conv-1", Site.PiiKey);

        var found = (await site.GetWithKeyAsync($"{Route}?head=1:{new string('a', 64)}", Desk.ManagerKey)).Json;

        found.GetProperty("whole").GetBoolean().Should().BeFalse();
        found.GetProperty("has_noted_head").GetBoolean().Should().BeFalse();
        found.GetProperty("first_broken").GetInt64().Should().Be(1);
        found.GetProperty("reason").GetString().Should().Contain("noted head");
    }

    [Fact]
    public async Task Other_readers_are_refused_and_a_verification_is_not_recorded()
    {
        var site = await sites.GetAsync(static () => Desk.PlayedAsync());

        (await site.GetWithKeyAsync(Route)).Status.Should().Be(HttpStatusCode.Forbidden);
        (await site.GetWithKeyAsync(Route, Desk.BookingsManagerKey)).Status.Should().Be(HttpStatusCode.Forbidden);
        (await site.GetWithKeyAsync(Route, Desk.ManagerKey)).Status.Should().Be(HttpStatusCode.OK);

        (await site.Reading.ReadAccessLogAsync(new AccessQuery())).Accesses.Should().BeEmpty();
    }

    [Theory]
    [InlineData("7")]
    [InlineData("7:abc")]
    [InlineData("x:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public async Task An_invalid_head_is_refused_with_the_expected_format(string head)
    {
        var site = await sites.GetAsync(static () => Desk.PlayedAsync());

        var answer = await site.GetWithKeyAsync($"{Route}?head={head}", Desk.ManagerKey);

        answer.Status.Should().Be(HttpStatusCode.BadRequest);
        answer.Body.Should().Contain("64 lower-case hexadecimal digits");
    }
}
