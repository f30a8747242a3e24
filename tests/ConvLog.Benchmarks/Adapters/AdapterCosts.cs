using System.Diagnostics;
using ConvLog.Benchmarks.Capture;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ConvLog.Benchmarks.Adapters;

/// <summary>The cost per call of the adapters for <c>ILogger</c>, tools, HTTP calls and spans, beyond what they log.</summary>
internal static class AdapterCosts
{
    // Few enough for one function event.
    private const int Calls = 5_000;
    private const int Rounds = 41;

    private static readonly TimeSpan s_warmUp = TimeSpan.FromSeconds(2);

    public static async Task<int> RunAsync()
    {
        Console.WriteLine($"{"",-52} {"ns",9} {"bytes",9}");
        await LoggersAsync().ConfigureAwait(false);
        await ToolsAsync().ConfigureAwait(false);
        await HttpAsync().ConfigureAwait(false);
        await SpansAsync().ConfigureAwait(false);
        return 0;
    }

    private static async Task LoggersAsync()
    {
        using var host = new ServiceCollection().AddLogging(static logging => logging.AddConvLog()).BuildServiceProvider();
        var logger = host.GetRequiredService<ILoggerFactory>().CreateLogger("Shop");
        var direct = await MeasureAsync("conv.Log.Info, 4 fields", new NullSink(), static (conversation, i) =>
        {
            conversation.Log.Info("Found {Count} in {Elapsed} ms: {IsNew}", ("category", "Shop"), ("Count", i), ("Elapsed", 1.5), ("IsNew", true));
            return default;
        }).ConfigureAwait(false);
        var bridge = await MeasureAsync("ILogger.LogInformation, 3 values", new NullSink(), (_, i) =>
        {
            logger.LogInformation("Found {Count} in {Elapsed} ms: {IsNew}", i, 1.5, true);
            return default;
        }).ConfigureAwait(false);
        Difference("ILogger, beyond the entry (at most 400)", bridge, direct);
    }

    private static async Task ToolsAsync()
    {
        var plain = AIFunctionFactory.Create(static (int value) => value, "look");
        var logged = (AIFunction)new AITool[] { plain }.WithConvLog()[0];
        var arguments = new AIFunctionArguments(StringComparer.Ordinal) { ["value"] = 7 };
        var bare = await MeasureAsync("AIFunction.InvokeAsync", new NullSink(), async (_, _) => await plain.InvokeAsync(arguments).ConfigureAwait(false))
            .ConfigureAwait(false);
        var wrapped = await MeasureAsync("the same, logged", new NullSink(), async (_, _) => await logged.InvokeAsync(arguments).ConfigureAwait(false))
            .ConfigureAwait(false);
        var direct = await MeasureAsync("the same in conv.RunFunctionAsync", new NullSink(), async (conversation, _) =>
            await conversation.RunFunctionAsync("look", async () => await plain.InvokeAsync(arguments).ConfigureAwait(false), "call_1",
                arguments).ConfigureAwait(false))
            .ConfigureAwait(false);
        Difference("tool, its function event included", wrapped, bare);
        Difference("tool, beyond its function event (at most 2,000)", wrapped, direct);
    }

    private static async Task HttpAsync()
    {
        using var plain = new HttpMessageInvoker(new Answering());
        using var host = Host();
        using var logged = host.GetRequiredService<IHttpMessageHandlerFactory>().CreateHandler("logged");
        using var invoker = new HttpMessageInvoker(logged);
        using var unlogged = host.GetRequiredService<IHttpMessageHandlerFactory>().CreateHandler("plain");
        using var other = new HttpMessageInvoker(unlogged);
        var without = await MeasureAsync("HTTP call without the handler", new NullSink(), (_, _) => SendAsync(other)).ConfigureAwait(false);
        var inside = await MeasureAsync("the same, logged", new NullSink(), (_, _) => SendAsync(invoker)).ConfigureAwait(false);
        var entry = await MeasureAsync("conv.LogApiResponse, one field", new NullSink(), static (conversation, _) =>
        {
            conversation.LogApiResponse("GET", "https://crm.example", 200, TimeSpan.FromMilliseconds(1), fields: LogField.Pii("path", "/contacts/42"));
            return default;
        }).ConfigureAwait(false);
        Difference("handler, beyond the entry (at most 1,000)", inside - entry.Nanoseconds, without);
        var outside = await MeasureAsync("the same, outside of a conversation", sink: null, (_, _) => SendAsync(invoker)).ConfigureAwait(false);
        var nothing = await MeasureAsync("without the handler, outside of a conversation", sink: null, (_, _) => SendAsync(other)).ConfigureAwait(false);
        Difference("handler outside of a conversation (at most 50)", outside, nothing);
    }

    private static async Task SpansAsync()
    {
        static ValueTask Call(Conversation conversation, int i)
        {
            conversation.BeginFunction("f").Dispose();
            return default;
        }

        var bare = await MeasureAsync("function event", new NullSink(), Call).ConfigureAwait(false);
        var silent = await MeasureAsync("with TracingSink, nobody listens", new TracingSink(), Call).ConfigureAwait(false);
        using var listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name is TracingSink.SourceName,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(listener);
        var traced = await MeasureAsync("with TracingSink, recorded", new TracingSink(), Call).ConfigureAwait(false);
        Difference("span, nobody listens", silent, bare);
        Difference("span (at most 1,000)", traced, bare);
    }

    private static ServiceProvider Host()
    {
        var services = new ServiceCollection();
        services.AddHttpClient("plain").RemoveAllLoggers().ConfigurePrimaryHttpMessageHandler(static () => new Answering());
        services.AddHttpClient("logged").RemoveAllLoggers().AddConvLog().ConfigurePrimaryHttpMessageHandler(static () => new Answering());
        return services.BuildServiceProvider();
    }

    private static async ValueTask SendAsync(HttpMessageInvoker invoker)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://crm.example/contacts/42");
        using var response = await invoker.SendAsync(request, CancellationToken.None).ConfigureAwait(false);
    }

    // The median of several rounds, each in its own function event, after the JIT has fully optimized the methods.
    private static async Task<Cost> MeasureAsync(string name, ILogSink? sink, Func<Conversation, int, ValueTask> call)
    {
        long start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < s_warmUp)
        {
            await RoundAsync(sink, call).ConfigureAwait(false);
        }

        List<Cost> rounds = [];
        for (int i = 0; i < Rounds; i++)
        {
            rounds.Add(await RoundAsync(sink, call).ConfigureAwait(false));
        }

        var cost = rounds.OrderBy(static round => round.Nanoseconds).ElementAt(Rounds / 2);
        Console.WriteLine($"{name,-52} {cost.Nanoseconds,9:N0} {cost.Bytes,9:N0}");
        return cost;
    }

    private static async Task<Cost> RoundAsync(ILogSink? sink, Func<Conversation, int, ValueTask> call)
    {
        using var conversation = new Conversation(new ConversationInfo("c"), sink ?? new NullSink());
        using var current = sink is null ? null : conversation.MakeCurrent();
        using var function = conversation.BeginFunction("outer");
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < Calls; i++)
        {
            await call(conversation, i).ConfigureAwait(false);
        }

        double nanoseconds = Stopwatch.GetElapsedTime(start).TotalNanoseconds / Calls;
        return new Cost(nanoseconds, (GC.GetAllocatedBytesForCurrentThread() - allocated) / (double)Calls);
    }

    private static void Difference(string name, Cost cost, Cost without)
        => Console.WriteLine($"{"= " + name,-52} {cost.Nanoseconds - without.Nanoseconds,9:N0} {cost.Bytes - without.Bytes,9:N0}\n");

    private readonly record struct Cost(double Nanoseconds, double Bytes)
    {
        public static Cost operator -(Cost cost, double nanoseconds) => cost with { Nanoseconds = cost.Nanoseconds - nanoseconds };
    }

    private sealed class Answering : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
            => Task.FromResult(new HttpResponseMessage());
    }
}
