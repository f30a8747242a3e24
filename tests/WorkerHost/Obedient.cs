using ConvLog;
using Microsoft.Extensions.Hosting;

namespace WorkerHost;

/// <summary>Works until its token is canceled.</summary>
internal sealed class Obedient(IConversationFactory factory, Report report) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using var conv = factory.Open(new ConversationInfo("obedient"));
        using var stops = conv.ExplainCancel(stoppingToken, CancelReason.HostStopped);
        using var turn = conv.BeginTurn("call me back");
        using var call = conv.BeginFunction("dial");
        conv.Log.Info("Dialing");
        report.BeginWork();
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stoppingToken);
    }
}
