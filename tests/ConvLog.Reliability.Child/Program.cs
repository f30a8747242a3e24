
// Writes conversations into a database until it is killed, finished, or requested to end by SIGTERM or the end of its standard input, and reports its progress.
using System.Globalization;
using System.Runtime.InteropServices;
using ConvLog;
using ConvLog.Reliability.Child;
using ConvLog.Sqlite;

var assignment = Assignment.Of(args);
var report = new Report(Console.OpenStandardOutput());
report.Say(Report.ProcessId, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));

using var stop = new CancellationTokenSource();
using var termination = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
{
    context.Cancel = true;
    stop.Cancel();
});
_ = Task.Run(() =>
{
    while (Console.In.Read() >= 0)
    {
    }

    stop.Cancel();
});

using var store = new SqliteConversationStore(assignment.Path, new SqliteStoreOptions { BusyTimeout = assignment.BusyTimeout });
report.Say(Report.Opened);

var random = new Random(assignment.Seed);
var storeSink = new StoreSink(store, new StoreSinkOptions
{
    QueueCapacity = assignment.Queue,
    BatchSize = assignment.Batch ?? random.Next(1, 64),
    BatchDelay = TimeSpan.FromMilliseconds(random.Next(4)),
    RetryDelay = TimeSpan.FromMilliseconds(5),
    DisposeTimeout = assignment.Deadline,
});
var sink = new WitnessedSink(storeSink, report);
var office = Task.Run(() => new DataOffice(store, assignment, report).WorkAsync(stop.Token));
await Task.WhenAll(Enumerable.Range(1, assignment.Agents)
    .Select(agent => Task.Run(() => new Agent(sink, assignment, assignment.Seed + agent).TalkAsync(stop.Token))));

// All records have been logged. Pending ones are awaited until the request to end.
while (!stop.IsCancellationRequested)
{
    using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop.Token);
    patience.CancelAfter(TimeSpan.FromMilliseconds(100));
    var result = await sink.FlushAsync(patience.Token);
    if (result.Records.Pending == 0)
    {
        report.Say(Report.Written, result.Records);
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
    else
    {
        var health = await store.CheckHealthAsync();
        report.Say(Report.Health,
            $"{storeSink.CheckHealth().Status} {health.Status} "
            + $"{string.Join(' ', health.Parts.Where(static part => part.Status != StoreHealthStatus.Healthy).Select(static part => $"{part.Name}: {part.Message}"))}");
    }
}

await office;
await storeSink.DisposeAsync();
report.Say(Report.Ended, (await storeSink.FlushAsync(new CancellationToken(canceled: true))).Records);
