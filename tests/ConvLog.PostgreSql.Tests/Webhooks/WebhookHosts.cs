using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json;
using ConvLog.AspNetCore;
using ConvLog.PostgreSql.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ConvLog.PostgreSql.Tests.Webhooks;

/// <summary>Three web servers on loopback that serve the webhooks of docs/hosts.md, each with its own store and clock, on one server's schema.</summary>
internal sealed class WebhookHosts : IAsyncDisposable
{
    private static readonly string s_key = ApiKeys.Generate();

    private readonly TestSchema _schema = ReusedSchemas.On(PostgresServer.ConnectionString).Take();
    private readonly List<WebApplication> _apps = [];
    private readonly List<HttpClient> _clients = [];
    private readonly List<ShiftedClock> _clocks = [];
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _answers = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _begun = new(StringComparer.Ordinal);

    private WebhookHosts()
    {
    }

    /// <summary>The log of the hosts.</summary>
    public FakeLogger Logger { get; } = new();

    /// <param name="apart">How far the second host's clock is ahead of the first, and the third's behind it.</param>
    public static async Task<WebhookHosts> StartAsync(TimeSpan apart = default)
    {
        var hosts = new WebhookHosts();
        foreach (var shift in (TimeSpan[])[TimeSpan.Zero, apart, -apart])
        {
            await hosts.StartHostAsync(new ShiftedClock { Shift = shift });
        }

        return hosts;
    }

    /// <summary>Advances the clocks of all hosts.</summary>
    public void Advance(TimeSpan time) => _clocks.ForEach(clock => clock.Shift += time);

    /// <summary>Delivers a webhook to a host, and waits for its response.</summary>
    /// <param name="host">1, 2 or 3.</param>
    /// <param name="path">The webhook.</param>
    /// <param name="chat">The conversation.</param>
    /// <param name="message">The message.</param>
    public async Task DeliverAsync(int host, string path, string chat, WebhookMessage? message = null)
    {
        using var answer = await _clients[host - 1].PostAsJsonAsync($"/{path}?chat={Uri.EscapeDataString(chat)}", message ?? new WebhookMessage("", ""));
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Delivers a message that is answered only after <see cref="Answer"/>, and waits until its turn has begun.</summary>
    public async Task<Task> DeliverAndHoldAsync(int host, string chat, WebhookMessage message)
    {
        _answers[message.Id] = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var begun = _begun[message.Id] = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var delivered = DeliverAsync(host, "message", chat, message);
        await begun.Task.WaitAsync(TimeSpan.FromSeconds(30));
        return delivered;
    }

    /// <summary>Answers a message that is held.</summary>
    public void Answer(string id) => _answers[id].SetResult();

    /// <summary>The conversation as the API of a host returns it, with personal data.</summary>
    public async Task<JsonElement> ReadAsync(int host, string chat)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/convlog/v1/conversations/{Uri.EscapeDataString(chat)}");
        request.Headers.Add("X-API-KEY", s_key);
        using var answer = await _clients[host - 1].SendAsync(request);
        return (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>()).Clone();
    }

    /// <summary>The counts of a host's store sink, once it has no pending records.</summary>
    public async Task<FlushResult> FlushAsync(int host) => await _apps[host - 1].Services.GetRequiredService<StoreSink>().FlushAsync();

    public async ValueTask DisposeAsync()
    {
        _clients.ForEach(static client => client.Dispose());
        foreach (var app in _apps)
        {
            await app.DisposeAsync();
        }

        await ReusedSchemas.On(PostgresServer.ConnectionString).GiveBackAsync(_schema);
    }

    private async Task StartHostAsync(ShiftedClock clock)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders().AddProvider(new FakeLoggerProvider(Logger.Collector)).AddFilter("Microsoft", LogLevel.Error);
        builder.Services.AddConvLog(options =>
        {
            options.TimeProvider = clock;
            options.UsePostgreSql(PostgresServer.ConnectionString, store =>
            {
                var given = _schema.Options();
                (store.Schema, store.KeysSchema) = (given.Schema, given.KeysSchema);
                (store.KeyRing, store.SharedConnections) = (given.KeyRing, given.SharedConnections);
            });
        });
        builder.Services.AddConvLogConsole(static options => options.ApiKeys.Add(s_key, "tests", ConvLogPermissions.All));
        var app = builder.Build();
        Map(app);
        await app.StartAsync();
        _apps.Add(app);
        _clocks.Add(clock);
        _clients.Add(new HttpClient { BaseAddress = new Uri(app.Urls.Single()) });
    }

    private void Map(WebApplication app)
    {
        app.UseConvLog(static context => context.Request.Query["chat"]);
        app.MapPost("/message", async (WebhookMessage message, Conversation conv) =>
        {
            using var turn = conv.BeginTurn(new TurnInfo { Id = message.Id, Input = message.Text, Kind = TurnInputKind.Text });
            if (_answers.TryGetValue(message.Id, out var answer))
            {
                _begun[message.Id].TrySetResult();
                await answer.Task;
            }

            using (var call = conv.BeginFunction("look_up"))
            {
                conv.Log.Info("Looked up", ("said", message.Text));
                call.Complete();
            }

            turn.Complete($"You said: {message.Text}");
        });
        app.MapPost("/edited", static (WebhookMessage message, Conversation conv) => conv.Turn(message.Id).SetInput(message.Text));
        app.MapPost("/heard", static (WebhookMessage message, Conversation conv)
            => conv.Turn(message.Id).Interrupt(message.Text, TimeSpan.FromMilliseconds(700)));
        app.MapPost("/takeover", static (WebhookMessage message, Conversation conv) => conv.HandOff("front desk", "asked", message.Text));
        app.MapPost("/back", static (Conversation conv) => conv.HandBack("solved"));
        app.MapPost("/closed", static (Conversation conv) => conv.End(EndReason.UserEnded));
        app.MapPost("/status", static (Conversation conv) => conv.WriteMetric("carrier_status", "completed"));
        app.MapConvLog();
    }

    private sealed class ShiftedClock : TimeProvider
    {
        public TimeSpan Shift { get; set; }

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Shift;
    }
}
