using System.Net;

namespace ConvLog.AspNetCore.Tests.Pages.Live;

public sealed class LivePageTests(SharedSites sites) : IClassFixture<SharedSites>
{
    [Fact]
    public async Task The_live_page_lists_running_conversations_and_says_that_updates_need_JavaScript()
    {
        var site = await sites.GetAsync(RunningAsync);

        string page = (await site.GetAsync("/convlog/live")).Body;

        page.Should().Contain("data-conversation=\"conv-runs\"").And.Contain("Still talking").And.NotContain("All said").And.Contain(
            "need JavaScript, which is disabled in this browser");
    }

    [Fact]
    public async Task The_live_stream_is_withheld_and_uses_the_filters_of_the_address()
    {
        await using var site = await Site.WithKeysAsync();

        string page = (await site.GetWithKeyAsync("/convlog/live?agent=a%26b&level=error&function=save_guest&channel=&nonsense=1", Site.PiiKey)).Body;

        page.Should().Contain("data-live=\"/convlog/v1/live?personal=false&amp;agent=a%26b&amp;function=save_guest&amp;level=error\"").And.NotContain(
            "name=\"reveal\"");
    }

    [Fact]
    public async Task Titles_are_masked_for_permitted_readers_as_well()
    {
        await using var site = await Site.WithKeysAsync();
        var running = site.Open(new ConversationInfo("conv-runs") { AgentId = "bookings" });
        running.BeginTurn(new MaskedText("I am Mara Silva", "I am [name]"));
        await running.FlushAsync();

        (await site.GetWithKeyAsync("/convlog/live", Site.PiiKey)).Body.Should().Contain("I am [name]").And.NotContain("Mara Silva");
    }

    [Theory]
    [InlineData("level=grave")]
    [InlineData("environment=moon")]
    public async Task An_invalid_live_filter_is_refused(string query)
    {
        var site = await sites.GetAsync(RunningAsync);

        (await site.GetAsync($"/convlog/live?{query}")).Status.Should().Be(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_visitor_without_API_access_is_asked_to_sign_in_for_live_entries()
    {
        await using var site = await Site.WithKeysAsync();

        (await site.GetAsync("/convlog/live")).Body.Should().Contain("Sign in to see live entries").And.NotContain("data-live");
        (await site.GetAsync("/convlog")).Body.Should().NotContain("data-live");
    }

    [Fact]
    public async Task The_stream_address_includes_the_path_base_of_the_host()
    {
        await using var site = await Site.StartAsync(static options => options.BasePath = "/logs",
            before: static app => Microsoft.AspNetCore.Builder.UsePathBaseExtensions.UsePathBase(app, "/tenant"));

        (await site.GetAsync("/tenant/logs/live")).Body.Should()
            .Contain("data-live=\"/tenant/convlog/v1/live?personal=false\"").And.Contain("src=\"/tenant/logs/assets/live.");
    }

    [Theory]
    [InlineData("", "list")]
    [InlineData("?agent=bookings", "list")]
    [InlineData("?has_error=false", "part")]
    [InlineData("?sort=updated", "part")]
    public async Task A_list_announces_new_conversations_only_if_they_belong_on_top(string query, string of)
    {
        var site = await sites.GetAsync(RunningAsync);

        (await site.GetAsync($"/convlog{query}")).Body.Should().Contain($"data-of=\"{of}\"").And.Contain("data-conversation=\"conv-runs\"");
    }

    private static async Task<Site> RunningAsync()
    {
        var site = await Site.StartAsync();
        await site.PlayAsync(new ConversationInfo("conv-over") { AgentId = "bookings" }, said: "All said");
        var running = site.Open(new ConversationInfo("conv-runs") { AgentId = "bookings" });
        running.BeginTurn("Still talking");
        await running.FlushAsync();
        return site;
    }
}
