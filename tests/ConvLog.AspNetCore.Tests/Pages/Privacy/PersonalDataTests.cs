using System.Text.RegularExpressions;

namespace ConvLog.AspNetCore.Tests.Pages.Privacy;

public sealed class PersonalDataTests(SharedSites sites) : IClassFixture<SharedSites>
{
    public static TheoryData<string> Paths { get; } =
    [
        "/convlog", $"/convlog/conversations/{Canaries.ConversationId}", $"/convlog/conversations?id={Canaries.ConversationId}", "/convlog?agent=bookings",
            "/convlog/nothing", "/convlog/sign-in", "/convlog/users", "/convlog/feedback", "/convlog/feedback/improved", "/convlog/insight",
            "/convlog/insight/scores",
        "/v1/agents/bookings/conversations", $"/v1/agents/bookings/conversations/{Canaries.ConversationId}", "/v1/agents/bookings/conversations/none",
    ];

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task No_address_returns_personal_data_without_the_permission(string path)
    {
        var site = await sites.GetAsync(PlayedAsync);

        Found((await site.GetWithKeyAsync(path)).Body).Should().BeEmpty();
        Found((await site.GetAsync(path)).Body).Should().BeEmpty();
    }

    [Fact]
    public async Task A_permitted_reader_sees_marked_personal_data_only_after_revealing_it()
    {
        var site = await sites.GetAsync(PlayedAsync);
        const string Path = $"/convlog/conversations/{Canaries.ConversationId}";

        string before = (await site.GetWithKeyAsync(Path, Site.PiiKey)).Body;
        string body = (await site.RevealAsync(Path)).Body;

        Found(before).Should().BeEmpty();
        before.Should().Contain("Reveal personal data").And.Contain("Can view personal data");
        Found(body).Distinct(StringComparer.Ordinal).Should().BeEquivalentTo(
            "canary-outside-turns", "canary-said", "canary-field", "canary-shown-field", "canary-entry", "canary-hidden-response", "canary-answered",
                "canary-comment", "canary-improved", "canary-turn-error", "canary-note", "canary-user",
            "canary-from", "canary-to", "canary-attribute", "canary-argument", "canary-exception", "canary-login", "canary-query", "canary-body",
                "canary-state", "canary-result", "canary-error");
        body.Should().Contain("entry error personal").And.Contain("Personal data: visible only to readers with permission").And.Contain(
            "Personal data shown").And.NotContain("Reveal personal data");
    }

    [Fact]
    public async Task Withheld_data_is_marked_with_its_redacted_form()
    {
        var site = await sites.GetAsync(PlayedAsync);

        string body = (await site.GetWithKeyAsync($"/convlog/conversations/{Canaries.ConversationId}")).Body;

        body.Should().ContainAll("[redacted]", "c***@example.com", "REDACTED", "aria-label=\"Personal data hidden\"", "</svg>Personal data hidden</span>",
            "System.InvalidOperationException").And.NotContain("entry error personal");
    }

    private static async Task<Site> PlayedAsync()
    {
        var site = await Site.WithKeysAsync();
        await Canaries.PlayAsync(site);
        return site;
    }

    // The ID of the conversation starts with another word and is visible.
    private static IEnumerable<string> Found(string body)
        => Regex.Matches(body, "canary-[a-z]+(?:-[a-z]+)?", RegexOptions.None, TimeSpan.FromSeconds(1)).Select(static match => match.Value);
}
