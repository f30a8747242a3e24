using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json;
using System.Threading.Channels;
using ConvLog;
using ConvLog.Privacy;
using ConvLog.Records;
using ConvLog.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Samples.Tests;

/// <summary>The code of docs/hosts.md, run as quoted, on real servers and connections.</summary>
public sealed class HostGuideTests
{
    private static readonly Reader s_reader = new("tests", canReadPii: true);

    [Theory]
    [InlineData("sealed class PhoneCall")]
    [InlineData("app.UseConvLog(context")]
    [InlineData("sealed class ChatHub")]
    [InlineData("app.MapPost(\"/ask\"")]
    [InlineData("sealed class Callbacks")]
    public void The_guide_quotes_what_is_run_here(string first)
    {
        string run = GuideText.OfFile("tests", "Samples.Tests", "HostGuideTests.cs");
        string guide = GuideText.OfFile("docs", "hosts.md");
        int start = guide.IndexOf(first, StringComparison.Ordinal);

        string code = guide[start..guide.IndexOf("```", start, StringComparison.Ordinal)];
        run.Should().Contain(code.Split("\nrecord ")[0], "the types of its messages stand elsewhere");
    }

    [Fact]
    public async Task A_call_over_a_WebSocket_shows_what_was_heard_and_why_it_ended()
    {
        await using var app = await StartAsync(static app =>
        {
            app.UseWebSockets();
            app.Map("/call/{callId}", static async (string callId, HttpContext http, IConversationFactory conversations, IChatClient chat) =>
            {
                using var socket = await http.WebSockets.AcceptWebSocketAsync();
                await using var conv = conversations.Open(new ConversationInfo(callId) { AgentId = "bookings", Channel = "voice" });
                await new PhoneCall(new CallSocket(socket), conv, chat).RunAsync();
            });
        });
        using var caller = new ClientWebSocket();
        await caller.ConnectAsync(new Uri(app.Urls.First().Replace("http", "ws", StringComparison.Ordinal) + "/call/call-1"), default);
        var line = new CallSocket(caller);
        await line.SendAsync(JsonSerializer.Serialize(new CallMessage("prompt", "endless terrace")), default);
        (await line.ReceiveTextAsync()).Should().Be("word ");
        await line.SendAsync(JsonSerializer.Serialize(new CallMessage("interrupt", "word", 400)), default);
        await line.SendAsync(JsonSerializer.Serialize(new CallMessage("prompt", "hello")), default);
        while (await line.ReceiveTextAsync() is { } part && !part.StartsWith("You said", StringComparison.Ordinal))
        {
        }

        await line.SendAsync(JsonSerializer.Serialize(new CallMessage("prompt", "endless farewell")), default);
        await line.ReceiveTextAsync();
        await caller.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "hang-up", default);
        while (await line.ReceiveTextAsync() is not null)
        {
        }

        var view = await ReadEndedAsync(app, "call-1", turns: 3);
        view.Summary.EndReason.Should().Be(EndReason.UserEnded);
        view.Summary.Problems.Total.Should().Be(0);
        view.Summary.Title.Text.Should().Be("endless terrace");
        view.Turns.Select(static turn => (turn.Outcome, turn.CancelReason)).Should().Equal(
            (TurnOutcome.Canceled, CancelReason.UserInterrupted), (TurnOutcome.Completed, null), (TurnOutcome.Canceled, CancelReason.UserLeft));
        view.Turns[0].Heard!.Value.Text.Should().Be("word");
        view.Turns[0].InterruptedAfter.Should().Be(TimeSpan.FromMilliseconds(400));
        view.Turns[0].AgentResponse.Text.Should().StartWith("word ");
        view.Turns[1].AgentResponse.Text.Should().Be("You said hello.");
        view.Turns.Should().OnlyContain(static turn => turn.ModelCalls.Count == 1, "the chat client joins the turn of its flow");
    }

    [Fact]
    public async Task A_webhook_that_is_delivered_twice_is_one_turn_that_later_requests_change()
    {
        await using var app = await StartAsync(MapWebhooks);
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        var message = new IncomingMessage("m-1", "My order is 12");
        (await client.PostAsJsonAsync("/message?chat=c-1", message)).EnsureSuccessStatusCode();
        (await client.PostAsJsonAsync("/message?chat=c-1", message)).EnsureSuccessStatusCode();

        var before = await ReadAsync(app, "c-1");
        (await client.PostAsJsonAsync("/edited?chat=c-1", message with { Text = "My order is 13" })).EnsureSuccessStatusCode();
        (await client.PostAsync("/closed?chat=c-1", content: null)).EnsureSuccessStatusCode();

        before.Turns.Should().ContainSingle().Which.UserInput.Text.Should().Be("My order is 12");
        before.Summary.InProgress.Should().BeTrue("a request does not know whether it was the last");
        var after = await ReadAsync(app, "c-1");
        after.Turns.Should().ContainSingle().Which.UserInput.Text.Should().Be("My order is 13");
        (after.Summary.EndReason, after.Summary.InProgress).Should().Be((EndReason.UserEnded, false));
    }

    [Theory]
    [InlineData(HttpTransportType.WebSockets)]
    [InlineData(HttpTransportType.ServerSentEvents)]
    [InlineData(HttpTransportType.LongPolling)]
    public async Task A_hub_method_opens_the_conversation_and_a_closed_connection_is_a_user_who_left(HttpTransportType transport)
    {
        await using var app = await StartAsync(static app => app.MapHub<ChatHub>("/hub"), static services => services.AddSignalR());
        var heard = Channel.CreateUnbounded<string>();
        var connection = new HubConnectionBuilder().WithUrl(app.Urls.First() + "/hub", transport).Build();
        connection.On<string>("part", part => heard.Writer.TryWrite(part));
        await connection.StartAsync();
        await connection.InvokeAsync("Ask", "c-1", "hello");
        await connection.SendAsync("Ask", "c-1", "endless story");
        await WaitForAsync(heard.Reader, "word ");
        await connection.DisposeAsync();

        var view = await ReadEndedAsync(app, "c-1", turns: 2);
        view.Turns.Select(static turn => (turn.UserInput.Text, turn.Outcome, turn.CancelReason)).Should().Equal(
            ("hello", TurnOutcome.Completed, null), ("endless story", TurnOutcome.Canceled, CancelReason.UserLeft));
        view.Turns[1].Streamed!.Value.Text.Should().StartWith("word ");
        view.Summary.Problems.Total.Should().Be(0);
    }

    [Fact]
    public async Task Work_acknowledged_by_a_request_is_answered_in_its_conversation()
    {
        await using var app = await StartAsync(static app =>
        {
            app.UseConvLog(static context => context.Request.Query["chat"]);
            MapAsk(app);
        });
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        (await client.PostAsJsonAsync("/ask?chat=c-1", new IncomingMessage("m-1", "hello"))).StatusCode.Should().Be(HttpStatusCode.Accepted);

        var view = await ReadEndedAsync(app, "c-1", turns: 1);
        view.Turns[0].AgentResponse.Text.Should().Be("You said hello.");
        view.Turns[0].ModelCalls.Should().ContainSingle();
    }

    [Fact]
    public async Task A_stop_cancels_and_stores_open_turns()
    {
        var messages = Channel.CreateUnbounded<IncomingMessage>();
        var store = new InMemoryConversationStore();
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(messages.Reader).AddSingleton<IConversationStore>(store).AddHostedService<Callbacks>();
        builder.Services.AddConvLog().AddConvLogStorage();
        builder.Services.AddSingleton<IChatClient>(static provider => new Parrot().WithConvLog(options: null, provider));
        var host = builder.Build();
        await host.StartAsync();
        messages.Writer.TryWrite(new IncomingMessage("c-1", "hello"));
        messages.Writer.TryWrite(new IncomingMessage("c-2", "endless story"));
        var left = host.Services.GetRequiredService<IConversationFactory>().Open(new ConversationInfo("c-3"));
        left.BeginTurn("nobody ends it");
        (await Parrot.IsAskedAsync()).Should().BeTrue();
        await host.StopAsync();
        ((IDisposable)host).Dispose();

        var turns = new List<TurnView>();
        var reader = new ConversationReader(store);
        foreach (string id in (string[])["c-1", "c-2", "c-3"])
        {
            turns.AddRange((await reader.GetAsync(s_reader, id))!.Turns);
        }

        turns.Select(static turn => (turn.Outcome, turn.CancelReason)).Should().Equal(
            (TurnOutcome.Completed, null), (TurnOutcome.Canceled, CancelReason.HostStopped), (TurnOutcome.Canceled, CancelReason.HostStopped));
    }

    private static void MapWebhooks(WebApplication app)
    {
        app.UseConvLog(context => context.Request.Query["chat"]);
        app.MapPost("/message", async (IncomingMessage message, Conversation conv, IChatClient chat) =>
        {
            using var turn = conv.BeginTurn(new TurnInfo { Id = message.Id, Input = message.Text, Kind = TurnInputKind.Text });
            var answer = await chat.GetResponseAsync(message.Text);
            turn.Complete(answer.Text);
            return answer.Text;
        });
        app.MapPost("/edited", (IncomingMessage message, Conversation conv) => conv.Turn(message.Id).SetInput(message.Text));
        app.MapPost("/closed", (Conversation conv) => conv.End(EndReason.UserEnded));
    }

    private static void MapAsk(WebApplication app)
    {
        app.MapPost("/ask", (IncomingMessage message, Conversation conv, IChatClient chat) =>
        {
            _ = Task.Run(async () =>
            {
                using var turn = conv.BeginTurn(message.Text);
                turn.Complete((await chat.GetResponseAsync(message.Text)).Text);
            });
            return Results.Accepted();
        });
    }

    private static async Task<WebApplication> StartAsync(Action<WebApplication> configure, Action<IServiceCollection>? more = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddConvLog(static options => options.UseInMemoryStore());
        builder.Services.AddSingleton<IChatClient>(static provider => new Parrot().WithConvLog(options: null, provider));
        more?.Invoke(builder.Services);
        var app = builder.Build();
        configure(app);
        await app.StartAsync();
        return app;
    }

    private static async Task<ConversationView> ReadAsync(IHost app, string id)
        => (await app.Services.GetRequiredService<ConversationReader>().GetAsync(s_reader, id))!;

    // A turn that ends after the caller has disconnected is stored a moment later.
    private static async Task<ConversationView> ReadEndedAsync(IHost app, string id, int turns)
    {
        for (int i = 0; i < 600; i++)
        {
            var view = await app.Services.GetRequiredService<ConversationReader>().GetAsync(s_reader, id);
            if (view?.Turns.Count == turns && view.Turns.All(static turn => turn.EndedAt is not null))
            {
                return view;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }

        throw new TimeoutException($"{id} did not get {turns} turns that have ended.");
    }

    private static async Task WaitForAsync(ChannelReader<string> parts, string text)
    {
        await foreach (string part in parts.ReadAllAsync(new CancellationTokenSource(TimeSpan.FromSeconds(30)).Token))
        {
            if (string.Equals(part, text, StringComparison.Ordinal))
            {
                return;
            }
        }
    }

    private sealed record IncomingMessage(string Id, string Text);

    private sealed record CallMessage(string Type, string Text, int PlayedMs = 0);

    private interface ICallSocket
    {
        Task<CallMessage?> ReceiveAsync();

        Task SendAsync(string text, CancellationToken stop);
    }

    /// <summary>The messages of a call, each a JSON object.</summary>
    private sealed class CallSocket(WebSocket socket) : ICallSocket
    {
        public async Task<CallMessage?> ReceiveAsync() => await ReceiveTextAsync() is { } text ? JsonSerializer.Deserialize<CallMessage>(text) : null;

        public async Task<string?> ReceiveTextAsync()
        {
            byte[] bytes = new byte[4_096];
            try
            {
                var received = await socket.ReceiveAsync(bytes, new CancellationTokenSource(TimeSpan.FromSeconds(30)).Token);
                return received.MessageType == WebSocketMessageType.Close ? null : System.Text.Encoding.UTF8.GetString(bytes, 0, received.Count);
            }
            catch (WebSocketException)
            {
                return null; // Hung up.
            }
        }

        public Task SendAsync(string text, CancellationToken stop)
            => socket.SendAsync(System.Text.Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, stop);
    }

    /// <summary>Repeats the user's text. Its answer to a text that starts with "endless" never ends.</summary>
    private sealed class Parrot : IChatClient
    {
        private static readonly SemaphoreSlim s_endless = new(0);

        public static Task<bool> IsAskedAsync() => s_endless.WaitAsync(TimeSpan.FromSeconds(30));

        public async Task<ChatResponse> GetResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
        {
            string said = messages.Last().Text;
            if (said.StartsWith("endless", StringComparison.Ordinal))
            {
                s_endless.Release();
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            }

            return new ChatResponse(new ChatMessage(ChatRole.Assistant, $"You said {said}."));
        }

        public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null,
            [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            string said = messages.Last().Text;
            while (said.StartsWith("endless", StringComparison.Ordinal))
            {
                yield return new ChatResponseUpdate(ChatRole.Assistant, "word ");
                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, cancellationToken);
            }

            yield return new ChatResponseUpdate(ChatRole.Assistant, $"You said {said}.");
        }

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }

    private sealed class PhoneCall(ICallSocket socket, Conversation conv, IChatClient chat)
    {
        private Turn? _turn;
        private CancellationTokenSource _answering = new();
        private Task _answer = Task.CompletedTask;

        public async Task RunAsync()
        {
            while (await socket.ReceiveAsync() is { } message)
            {
                if (message.Type is "interrupt")
                {
                    _turn?.Interrupt(message.Text, after: TimeSpan.FromMilliseconds(message.PlayedMs));
                    _answering.Cancel();
                }
                else
                {
                    _answering = new();
                    _answer = AnswerAsync(message.Text, _answering.Token);
                }
            }

            conv.End(EndReason.UserEnded);
            _turn?.Cancel(CancelReason.UserLeft);
            _answering.Cancel();
            await _answer;
        }

        private async Task AnswerAsync(string said, CancellationToken stop)
        {
            using var turn = _turn = conv.BeginTurn(new TurnInfo { Input = said, Kind = TurnInputKind.Speech });
            try
            {
                await foreach (var part in chat.GetStreamingResponseAsync(said, cancellationToken: stop))
                {
                    turn.Say(part.Text);
                    await socket.SendAsync(part.Text, stop);
                }

                turn.Complete();
            }
            catch (OperationCanceledException canceled)
            {
                turn.Fail(canceled);
            }
        }
    }

    private sealed class ChatHub(IConversationFactory factory, IChatClient chat) : Hub
    {
        public async Task Ask(string chatId, string text)
        {
            await using var conv = factory.Open(new(chatId));
            using var current = conv.MakeCurrent();
            using var left = conv.ExplainCancel(Context.ConnectionAborted, CancelReason.UserLeft);
            await foreach (var part in chat.GetStreamingResponseAsync(text, cancellationToken: Context.ConnectionAborted))
            {
                await Clients.Caller.SendAsync("part", part.Text);
            }
        }
    }

    private sealed class Callbacks(IConversationFactory factory, ChannelReader<IncomingMessage> messages, IChatClient chat) : BackgroundService
    {
        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            await foreach (var message in messages.ReadAllAsync(stoppingToken))
            {
                await using var conv = factory.Open(new(message.Id));
                using var stops = conv.ExplainCancel(stoppingToken, CancelReason.HostStopped);
                using var turn = conv.BeginTurn(message.Text);
                turn.Complete((await chat.GetResponseAsync(message.Text, cancellationToken: stoppingToken)).Text);
            }
        }
    }
}
