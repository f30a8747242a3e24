using ConvLog;
using Microsoft.Extensions.Hosting;

namespace WorkerHost;

/// <summary>Finishes its current work even after the stop request.</summary>
internal sealed class Patient(IConversationFactory factory, Report report) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using var conv = factory.Open(new ConversationInfo("patient"));
        using var turn = conv.BeginTurn("book it");
        using var call = conv.BeginFunction("book");
        report.BeginWork();
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        conv.Log.Info("Booked");
        call.Complete();
        turn.Complete("booked");
    }
}
