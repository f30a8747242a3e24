using ConvLog.Privacy;
using ConvLog.Records;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace ConvLog.Console.Tests.Support;

/// <summary>The chat behind a network that drops its circuits, with a clock controlled by the test.</summary>
/// <param name="retained">The number of disconnected circuits that the server retains.</param>
internal sealed class ChatOnBadNetwork(int retained) : ChatInBrowser, IStartupFilter, IAsyncDisposable
{
    private static readonly Reader s_reader = new("test", canReadPii: true);

    private LoopbackNetwork? _network;
    private int _connections;

    /// <summary>The connection to the app that can be cut. <see cref="ChatInBrowser.Url"/> bypasses it.</summary>
    public LoopbackNetwork Network => _network!;

    /// <summary>The URL of the app through the network.</summary>
    public string NetworkUrl => $"http://127.0.0.1:{Network.Port}";

    public ManualClock Clock { get; } = new();

    public static async Task<ChatOnBadNetwork> StartAsync(int retained = 100)
    {
        var chat = new ChatOnBadNetwork(retained);
        await chat.InitializeAsync();
        return chat;
    }

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _network = new LoopbackNetwork(new Uri(Url).Port);
    }

    /// <summary>Cuts the network and waits until the server has closed all connections through it.</summary>
    public async Task DropAsync()
    {
        Network.Cut();
        await Waiting.UntilAsync(() => Volatile.Read(ref _connections) == 0);
    }

    /// <summary>Waits until a conversation has a number of ended turns and returns them.</summary>
    public async Task<IReadOnlyList<TurnView>> TurnsAsync(string id, int count)
    {
        var reading = Services.GetRequiredService<ConversationReader>();
        IReadOnlyList<TurnView> turns = [];
        await Waiting.UntilAsync(async () =>
        {
            turns = (await reading.GetAsync(s_reader, id))?.Turns ?? [];
            return turns.Count == count && turns.All(static turn => turn.EndedAt is not null || turn.Outcome is not null);
        });
        return turns;
    }

    /// <summary>Flushes all entries and returns the result.</summary>
    public async Task<FlushResult> FlushAsync() => await Services.GetRequiredService<StoreSink>().FlushAsync();

    // Wraps the request pipeline of the app.
    Action<IApplicationBuilder> IStartupFilter.Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(async (context, rest) =>
        {
            if (context.Request.Headers.Upgrade.Count == 0 || context.Request.Host.Port != Network.Port)
            {
                await rest(context);
                return;
            }

            Interlocked.Increment(ref _connections);
            try
            {
                await rest(context);
            }
            finally
            {
                Interlocked.Decrement(ref _connections);
            }
        });
        next(app);
    };

    async ValueTask IAsyncDisposable.DisposeAsync()
    {
        await Network.DisposeAsync();
        await DisposeAsync();
    }

    protected override void Configure(WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IStartupFilter>(this);
        builder.Services.Configure<CircuitOptions>(options => options.DisconnectedCircuitMaxRetained = retained);
        builder.Services.Configure<ConvLogOptions>(options =>
        {
            options.TimeProvider = Clock;
            options.StoreSink = new StoreSinkOptions { TimeProvider = TimeProvider.System };
        });
    }
}
