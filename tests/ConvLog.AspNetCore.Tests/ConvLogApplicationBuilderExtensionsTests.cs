using ConvLog.Privacy;
using ConvLog.Records;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace ConvLog.AspNetCore.Tests;

/// <summary><c>app.UseConvLog()</c>: a request has its conversation.</summary>
public sealed class ConvLogApplicationBuilderExtensionsTests : IAsyncDisposable
{
    private readonly InMemorySink _sink = new();
    private WebApplication? _app;

    [Fact]
    public async Task The_conversation_of_a_request_is_current_injectable_and_outlives_the_request()
    {
        Conversation? seen = null;
        var client = await StartAsync(
            static app => app.UseConvLog(static context => context.Request.Query["id"].FirstOrDefault()),
            app => app.MapGet("/chat", (Conversation conversation) =>
            {
                seen = conversation;
                conversation.Should().BeSameAs(Conversation.Current);
                using var turn = conversation.BeginTurn("hi");
                conversation.Log.Info("Inside");
                return "ok";
            }));
        (await client.GetStringAsync("/chat?id=c-1")).Should().Be("ok");

        seen!.Info.Id.Should().Be("c-1");
        _sink.Entries.Should().ContainSingle().Which.ConversationId.Should().Be("c-1");
        seen.Log.Info("late");
        _sink.Entries.Should().HaveCount(2, "work that the request left behind goes on in it");
        _sink.Records.OfType<ConversationRecord>().Should().ContainSingle("whether it is over, the request does not know").Which.ClosedAt.Should().BeNull();
    }

    [Theory]
    [InlineData("/conversations/by-route", null, "by-route")]
    [InlineData("/chat", "by-header", "by-header")]
    [InlineData("/conversations/by-route", "by-header", "by-route")]
    [InlineData("/chat", null, null)]
    [InlineData("/chat", "  ", null)]
    public async Task Without_a_delegate_the_id_comes_from_the_route_or_a_header(string path, string? header, string? id)
    {
        var client = await StartAsync(static app => app.UseConvLog(), static app =>
        {
            app.MapGet("/chat", static () => Conversation.Current?.Info.Id ?? "");
            app.MapGet("/conversations/{conversationId}", static () => Conversation.Current?.Info.Id ?? "");
        });
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("X-Conversation-Id", header ?? "");
        (await (await client.SendAsync(request)).Content.ReadAsStringAsync()).Should().Be(id ?? "");
    }

    [Fact]
    public async Task A_delegate_can_set_user_channel_and_language()
    {
        ConversationInfo? seen = null;
        var client = await StartAsync(
            static app => app.UseConvLog(static context => new ConversationInfo("c")
            {
                UserId = context.Request.Headers["X-User"],
                Channel = "webchat",
                Language = context.Request.Headers.AcceptLanguage,
            }),
            app => app.MapGet("/", (Conversation conversation) => { seen = conversation.Info; }));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/") { Headers = { { "X-User", "ada" }, { "Accept-Language", "de" } } };
        await client.SendAsync(request);

        seen.Should().BeEquivalentTo(new { Id = "c", UserId = "ada", Channel = "webchat", Language = "de" });
    }

    [Fact]
    public async Task Entries_are_stored_before_the_response_arrives()
    {
        var client = await StartAsync(static app => app.UseConvLog(), static app =>
        {
            app.MapPost("/chat", static (Conversation conversation) => conversation.Log.Info("Inside"));
            app.MapConvLog();
        });
        using var request = new HttpRequestMessage(HttpMethod.Post, "/chat") { Headers = { { "X-Conversation-Id", "c" } } };
        (await client.SendAsync(request)).EnsureSuccessStatusCode();

        var read = await _app!.Services.GetRequiredService<ConversationReader>().GetAsync(new Reader("test", canReadPii: true), "c");
        read!.Entries.Should().ContainSingle().Which.Content.Should().Be("Inside");
    }

    [Fact]
    public async Task Viewing_a_conversation_in_the_console_opens_none()
    {
        var client = await StartAsync(static app => app.UseConvLog(), static app => app.MapConvLog());
        using var request = new HttpRequestMessage(HttpMethod.Get, "/convlog/v1/conversations/c") { Headers = { { "X-Conversation-Id", "c" } } };
        (await client.SendAsync(request)).StatusCode.Should().Be(System.Net.HttpStatusCode.Unauthorized, "the route is of the API");

        _sink.Records.Should().BeEmpty();
    }

    [Fact]
    public async Task An_exception_of_the_endpoint_ends_the_conversation_and_propagates()
    {
        var client = await StartAsync(static app => app.UseConvLog(), static app => app.MapGet("/chat", static void (Conversation conversation) =>
        {
            using var call = conversation.BeginFunction("f");
            throw new InvalidOperationException("broken");
        }));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/chat") { Headers = { { "X-Conversation-Id", "c" } } };
        await client.Invoking(client => client.SendAsync(request)).Should().ThrowAsync<InvalidOperationException>().WithMessage("broken");

        _sink.FunctionEvents.Should().ContainSingle().Which.Outcome.Should().Be(FunctionOutcome.Failed);
    }

    [Fact]
    public async Task A_throwing_delegate_leaves_the_request_without_a_conversation_and_is_logged()
    {
        var client = await StartAsync(
            static app => app.UseConvLog(string? (HttpContext _) => throw new InvalidOperationException("which")),
            static app => app.MapGet("/", static () => Conversation.Current is null ? "none" : "one"));

        (await client.GetStringAsync("/")).Should().Be("none");
        _app!.Services.GetFakeLogCollector().Lines.Should().ContainSingle(static line => line.Contains("could not be opened", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_id_open_in_another_account_leaves_the_request_without_a_conversation()
    {
        var client = await StartAsync(
            static app => app.UseConvLog(static _ => new ConversationInfo("c") { AccountId = "a" }),
            static app => app.MapGet("/", static () => Conversation.Current is null ? "none" : "one"));
        using var other = _app!.Services.GetRequiredService<IConversationFactory>().Open(new ConversationInfo("c") { AccountId = "b" });

        (await client.GetStringAsync("/")).Should().Be("none");
    }

    [Fact]
    public async Task Calling_UseConvLog_twice_opens_one_conversation()
    {
        var client = await StartAsync(static app => app.UseConvLog(static _ => "c").UseConvLog(static _ => "c"), static app => app.MapGet("/", static ()
            => Conversation.Current!.Log.Info("Inside")));
        await client.GetStringAsync("/");

        _sink.Records.OfType<ConversationRecord>().Select(static record => record.WriterId).Distinct().Should().ContainSingle();
    }

    [Fact]
    public async Task Concurrent_requests_have_separate_conversations()
    {
        var client = await StartAsync(
            static app => app.UseConvLog(static context => context.Request.Query["id"].FirstOrDefault()),
            static app => app.MapGet("/", static async () =>
            {
                await Task.Yield();
                return Conversation.Current!.Info.Id;
            }));
        string[] ids = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => client.GetStringAsync($"/?id={i}")));

        ids.Should().Equal(Enumerable.Range(0, 50).Select(static i => $"{i}"));
    }

    [Fact]
    public void Without_AddConvLog_the_error_says_what_is_missing()
    {
        using var app = WebApplication.CreateSlimBuilder().Build();
        app.Invoking(static app => app.UseConvLog()).Should().Throw<InvalidOperationException>().WithMessage("*AddConvLog()*");
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }
    }

    private async Task<HttpClient> StartAsync(Action<WebApplication> use, Action<WebApplication> map)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.CollectOnly();
        builder.Services.AddConvLog(options =>
        {
            options.Sinks.Add(_sink);
            options.UseInMemoryStore();
        });
        builder.Services.AddConvLogConsole(static options => options.AllowLoopback = true);
        _app = builder.Build();
        use(_app);
        map(_app);
        await _app.StartAsync();
        return _app.GetTestClient();
    }
}
