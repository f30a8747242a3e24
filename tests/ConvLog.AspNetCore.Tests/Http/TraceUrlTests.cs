using System.Diagnostics;

namespace ConvLog.AspNetCore.Tests.Http;

/// <summary>Links from the review page to traces in the host's tracing tool.</summary>
public sealed class TraceUrlTests
{
    private const string Path = "/convlog/conversations/conv-42";

    [Fact]
    public async Task Function_calls_model_calls_and_api_responses_link_to_their_trace()
    {
        using var request = new Activity("request").SetIdFormat(ActivityIdFormat.W3C).Start();
        await using var site = await StartAsync(static options => options.TraceUrl = "https://traces.example/trace/{traceId}?span={spanId}");
        await PlayAsync(site);

        string link = $"href=\"https://traces.example/trace/{request.TraceId}?span={request.SpanId}\" target=\"_blank\" rel=\"noopener noreferrer\"";
        (await site.GetAsync(Path)).Body.Split(link).Should().HaveCount(4, "a function call, a model call and an API response were traced");
    }

    [Fact]
    public async Task Without_a_trace_URL_nothing_is_linked()
    {
        using var request = new Activity("request").SetIdFormat(ActivityIdFormat.W3C).Start();
        await using var site = await StartAsync(static _ => { });
        await PlayAsync(site);

        (await site.GetAsync(Path)).Body.Should().Contain("book_table").And.NotContain("Open trace");
    }

    [Fact]
    public async Task Untraced_calls_have_no_link()
    {
        Activity.Current = null;
        await using var site = await StartAsync(static options => options.TraceUrl = "https://traces.example/trace/{traceId}");
        await PlayAsync(site);

        (await site.GetAsync(Path)).Body.Should().Contain("book_table").And.NotContain("Open trace");
    }

    [Fact] // A store may contain imported records.
    public void Trace_and_span_ids_are_escaped_in_the_link()
        => ConvLog.AspNetCore.Http.TraceUrl.Of("https://traces.example/{traceId}#{spanId}", "../a?b#c\"d{spanId}", "1 2")
            .Should().Be("https://traces.example/..%2Fa%3Fb%23c%22d%7BspanId%7D#1%202");

    [Theory]
    [InlineData("https://traces.example/")]
    [InlineData("javascript:alert('{traceId}')")]
    [InlineData("/trace/{traceId}")]
    [InlineData("https://traces.example/{traceId}/{tenant}")]
    [InlineData("file:///{traceId}")]
    [InlineData("")]
    public void An_invalid_trace_URL_is_refused(string address)
        => FluentActions.Invoking(() => new ConvLogConsoleOptions { TraceUrl = address }).Should().Throw<ArgumentException>()
            .WithMessage($"ConvLogConsoleOptions.TraceUrl must be*{{traceId}}*not \"{address}\".*");

    [Theory]
    [InlineData(null)]
    [InlineData("http://localhost:16686/trace/{traceId}")]
    [InlineData("https://grafana.example/explore?left={\"queries\":[{\"query\":\"{traceId}\"}]}")]
    public void A_valid_trace_URL_is_kept_unchanged(string? address)
        => new ConvLogConsoleOptions { TraceUrl = address }.TraceUrl.Should().Be(address);

    private static Task<Site> StartAsync(Action<ConvLogConsoleOptions> configure) => Site.StartAsync(configure);

    private static Task PlayAsync(Site site) => site.PlayAsync(new ConversationInfo("conv-42"), static conv =>
    {
        using (var model = conv.CurrentTurn!.BeginModelCall("gpt-x"))
        {
            model.Complete();
        }

        using var call = conv.BeginFunction("book_table");
        conv.LogApiResponse("GET", "https://crm.example/", 200, TimeSpan.Zero);
    });
}
