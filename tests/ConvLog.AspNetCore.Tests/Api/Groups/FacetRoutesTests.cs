using System.Net;

namespace ConvLog.AspNetCore.Tests.Api.Groups;

public sealed class FacetRoutesTests
{
    private const string Path = "/convlog/v1/facets";

    [Fact]
    public async Task Facet_values_are_counted_in_the_filtered_conversations()
    {
        await using var site = await PlayedAsync();

        (await site.GetWithKeyAsync($"{Path}?function=save_guest")).Body.Should().Be(
            """{"counted":2,"is_complete":true,"agents":[{"value":"bookings","conversations":1},{"value":"weather","conversations":1}],"functions":[{"value":"save_guest","conversations":2}],"channels":[{"value":"voice","conversations":1}],"variants":[],"labels":[{"value":"vip","conversations":1}],"assignees":[],"problems":{"turn":0,"function":0,"model":0,"api":1,"entry":0,"loss":0},"ratings":{"like":0,"dislike":1}}""");
        (await site.GetWithKeyAsync($"{Path}?most=1")).Body.Should().StartWith("""{"counted":1,"is_complete":false,"agents":[{"value":"weather",""");
        (await site.GetWithKeyAsync($"{Path}?most=1", Site.PiiKey)).Body.Should().StartWith("{\"counted\":1,\"is_complete\":false,");
        (await site.GetWithKeyAsync($"{Path}?most=0")).Status.Should().Be(HttpStatusCode.BadRequest);
        (await site.GetWithKeyAsync($"{Path}?most=100000")).Body.Should().StartWith("""{"counted":2,"is_complete":true,""");
        (await site.GetWithKeyAsync($"{Path}?most=100001")).Status.Should().Be(HttpStatusCode.BadRequest);
        (await site.GetWithKeyAsync($"{Path}?agent=nobody")).Body.Should().StartWith("""{"counted":0,"is_complete":true,"agents":[],""");
    }

    [Fact]
    public async Task A_personal_problem_is_counted_only_for_readers_with_the_permission()
    {
        await using var site = await PlayedAsync();
        await site.PlayAsync(new ConversationInfo("c"), static conv => conv.Log.Error("Secret", isPii: true));

        (await site.GetWithKeyAsync(Path)).Body.Should().Contain("\"entry\":0");
        (await site.GetWithKeyAsync(Path, Site.PiiKey)).Body.Should().Contain("\"entry\":1");
        (await site.GetWithKeyAsync("/convlog", Site.PiiKey)).Body.Should()
            .NotContain("<bdi>Error entry</bdi>", "a page hides personal data until it is revealed");
    }

    private static async Task<Site> PlayedAsync()
    {
        var site = await Site.WithKeysAsync();
        await site.PlayAsync(new ConversationInfo("a") { AgentId = "bookings", Channel = "voice" }, static conv =>
        {
            using var call = conv.BeginFunction("save_guest");
            conv.LogApiResponse("GET", "https://crm.example/contacts", 409, TimeSpan.FromMilliseconds(5));
            conv.AddLabel("vip");
            conv.AddFeedback(FeedbackRating.Dislike);
        });
        site.Clock.Advance(TimeSpan.FromMinutes(1));
        await site.PlayAsync(new ConversationInfo("b") { AgentId = "weather" }, static conv =>
        {
            using var call = conv.BeginFunction("save_guest");
        });
        return site;
    }
}
