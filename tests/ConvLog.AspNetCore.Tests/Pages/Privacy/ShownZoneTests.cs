namespace ConvLog.AspNetCore.Tests.Pages.Privacy;

/// <summary>Privacy pages show times in the named zone of the reader. The clock is at 10:00 UTC on 1 January.</summary>
public sealed class ShownZoneTests(SharedSites sites) : IClassFixture<SharedSites>
{
    private static readonly (string, string)[] s_tokyo = [("X-API-KEY", Site.PiiKey), ("Cookie", "convlog-zone=Asia%2FTokyo")];

    [Fact]
    public async Task Times_are_in_the_zone_of_the_reader_or_by_default_in_UTC()
    {
        await using var site = await PlayedAsync();
        string receipt = (await site.PostPermittedAsync("/convlog/privacy/erasures", ("subject", "conversation"), ("id", "gone"), ("typed", "erase")))
            .Header("Location")!;

        foreach (string path in (string[])["/convlog/privacy", "/convlog/privacy/runs", "/convlog/privacy/access"])
        {
            (await site.GetAsync(path, s_tokyo)).Body.Should().ContainEquivalentOf("times in Asia/Tokyo").And.NotContainEquivalentOf("times in UTC");
            (await site.GetWithKeyAsync(path, Site.PiiKey)).Body.Should().ContainEquivalentOf("times in UTC");
        }

        (await site.GetAsync("/convlog/privacy/runs", s_tokyo)).Body.Should().Contain("2 Dec 2024, 19:00:00 UTC&#x2B;9</time>");
        (await site.GetAsync("/convlog/privacy/access", s_tokyo)).Body.Should().Contain(">19:00:00</time>").And.NotContain(">10:00</time>");
        (await site.GetAsync(receipt, s_tokyo)).Body.Should().Contain("1 Jan 2025, 19:00:00 UTC&#x2B;9</time>").And.NotContain("10:00:00 UTC</time>");
    }

    [Fact]
    public async Task Times_in_erasure_and_release_confirmations_follow_the_zone_of_the_reader()
    {
        await using var site = await PlayedAsync();
        await site.Erasure.PlaceHoldAsync("held", "Legal");
        await site.PostPermittedAsync("/convlog/privacy/erasures", ("subject", "conversation"), ("id", "held"), ("typed", "erase"));

        var erasure = await site.PostAsync("/convlog/privacy/erasures/question", [("subject", "conversation"), ("id", "gone")], s_tokyo);
        var release = await site.PostAsync("/convlog/privacy/holds/release", [("conversation", "held")], s_tokyo);

        erasure.Body.Should().Contain("Times in Asia/Tokyo").And.Contain(">19:00</time>");
        release.Body.Should().Contain("Times in Asia/Tokyo").And.Contain("1 Jan 2025, 19:00:00 UTC&#x2B;9</time>");
    }

    [Theory]
    [InlineData("Mars%2FOlympus")]
    [InlineData("%3Cscript%3E")]
    [InlineData("..%2F..%2Fetc%2Fpasswd")]
    public async Task An_unknown_zone_falls_back_to_UTC_and_is_not_repeated(string zone)
    {
        var site = await sites.GetAsync(PlayedAsync);

        string body = (await site.GetAsync("/convlog/privacy", ("X-API-KEY", Site.PiiKey), ("Cookie", $"convlog-zone={zone}"))).Body;

        body.Should().Contain("Times in UTC").And.NotContain("Olympus").And.NotContain("passwd").And.NotContain("Times in <");
    }

    private static async Task<Site> PlayedAsync()
    {
        var site = await Site.WithKeysAsync();
        await site.PlayAsync(new ConversationInfo("gone") { UserId = "jane" });
        await site.PlayAsync(new ConversationInfo("held"));
        await site.RevealAsync("/convlog/conversations/gone");
        return site;
    }
}
