using ConvLog.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace ConvLog.Reliability.Child;

/// <summary>Runs retention or erasures while agents log, and reports the progress.</summary>
/// <param name="store">The store.</param>
/// <param name="assignment">The assignment.</param>
/// <param name="report">The report.</param>
internal sealed class DataOffice(SqliteConversationStore store, Assignment assignment, Report report)
{
    public const int Days = 30;
    public const int PersonalDataDays = 10;

    private const int BatchSize = 7;

    public async Task WorkAsync(CancellationToken stop)
    {
        try
        {
            if (assignment.Expires)
            {
                await ExpireAsync(stop).ConfigureAwait(false);
            }

            if (assignment.Decisions is { } file)
            {
                await EraseAsync(file, stop).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The request to end.
        }
        catch (Exception e)
        {
            // The result is awaited only after the agents end, but the parent must see the failure immediately.
            await Console.Error.WriteLineAsync(e.ToString()).ConfigureAwait(false);
            Environment.Exit(1);
        }
    }

    private async Task ExpireAsync(CancellationToken stop)
    {
        var options = new RetentionOptions { Days = Days, PersonalDataDays = PersonalDataDays, BatchSize = BatchSize };
        await using var retention = new ConversationRetention(store, options, TimeSpan.FromMinutes(30), TimeProvider.System, NullLogger.Instance);
        retention.Start();
        var run = await retention.RunAsync("child", confirmed: true, stop).ConfigureAwait(false);
        await retention.Work.WaitAsync(stop).ConfigureAwait(false);
        if (run.State == RetentionRunState.Completed)
        {
            report.Say(Report.AllDecided);
        }
    }

    private async Task EraseAsync(string file, CancellationToken stop)
    {
        foreach (string line in await File.ReadAllLinesAsync(file, stop).ConfigureAwait(false))
        {
            var decision = Decision.Read(line);
            await decision.ApplyAsync(store).ConfigureAwait(false);
            report.Say(Report.Decided, decision.Id.ToString("D"));
            stop.ThrowIfCancellationRequested();
        }

        while (!(await store.ListReceiptsAsync(int.MaxValue, stop).ConfigureAwait(false))
            .All(static receipt => receipt.IsComplete || receipt.HeldConversations.Count > 0))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, stop).ConfigureAwait(false);
        }

        report.Say(Report.AllDecided);
    }
}
