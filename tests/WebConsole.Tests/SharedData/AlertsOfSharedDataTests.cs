using System.Collections.Concurrent;
using ConvLog;
using ConvLog.Privacy;
using ConvLog.Storage;
using Microsoft.Extensions.DependencyInjection;
using WebConsole.Tests.Support;

namespace WebConsole.Tests.SharedData;

/// <summary>An alert rule for each function of the real conversations fires only on a planted regression.</summary>
public sealed class AlertsOfSharedDataTests : IAsyncDisposable
{
    private const string Planted = "ReserveRestaurant";

    private static readonly TimeSpan s_window = TimeSpan.FromDays(7);

    // The first file has conversations of the planted function, and two files have several other functions.
    private static readonly int s_files = Amount.Of(usual: 2, inCi: 3, inLongCampaign: 3);

    private readonly Bench _bench = new();

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [SharedDataFact]
    public async Task Only_the_alert_of_the_failing_function_fires_and_a_restarted_host_does_not_notify_again()
    {
        await _bench.ImportAsync([.. DialogueFiles.All.Take(s_files)]);
        var functions = await FunctionsAsync();
        functions.Select(static function => function.Name).Should().HaveCountGreaterThan(5).And.Contain(Planted);
        (await NotifiedAsync(functions)).Should().BeEmpty("each rule allows the function what it does today");

        await PlantAsync();

        (await NotifiedAsync(functions)).Should().Equal($"{Planted} fails");
        (await NotifiedAsync(functions)).Should().BeEmpty("it is the same cause");
    }

    private async Task<IReadOnlyList<CallTargetStatistics>> FunctionsAsync()
    {
        var reader = new ConversationReader(_bench.Store, new ConversationReaderOptions { TimeProvider = _bench.Time });
        var period = new StatisticsQuery { From = FixedTime.Noon - s_window, To = FixedTime.Noon.AddMinutes(1) };
        return (await reader.GetCallStatisticsAsync(Reader.Anonymous, new CallQuery { Period = period })).Targets;
    }

    // The notifications of a host that starts now and evaluates once.
    private async Task<IReadOnlyCollection<string>> NotifiedAsync(IEnumerable<CallTargetStatistics> functions)
    {
        var notified = new ConcurrentQueue<string>();
        await using var host = new ServiceCollection().AddSingleton(_bench.Time).AddConvLog(options =>
        {
            options.Store = _bench.Store;
            options.Alerts.OnAlert = (alert, _) =>
            {
                notified.Enqueue(alert.Rule);
                return Task.CompletedTask;
            };
            foreach (var function in functions)
            {
                options.Alerts.Rules.Add(new AlertRule
                {
                    Name = $"{function.Name} fails",
                    Target = function.Name,
                    Threshold = function.Figures.ProblemRate!.Value * 0.9 + 0.09,
                    MinimumCount = 1,
                    Window = s_window,
                });
            }
        }).BuildServiceProvider();
        var alerts = host.GetRequiredService<ConversationAlerts>();
        alerts.Start();
        while ((await alerts.ReadAsync(Reader.Anonymous)).Any(static alert => alert is { EvaluatedAt: null } or { Undelivered.Count: > 0 }))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
        }

        return notified;
    }

    private async Task PlantAsync()
    {
        await using var sink = new StoreSink(_bench.Store);
        await using var conv = new Conversation(new ConversationInfo("planted"), sink, new ConversationOptions { TimeProvider = _bench.Time });
        using var turn = conv.BeginTurn("Book a table for two");
        for (int i = 0; i < 50; i++)
        {
            using var call = conv.BeginFunction(Planted);
            call.Fail("The directory does not answer.");
        }
    }
}
