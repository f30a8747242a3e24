using ConvLog;
using Microsoft.Extensions.Hosting;

namespace WorkerHost;

/// <summary>Works without end and ignores its token.</summary>
internal sealed class Stubborn(IConversationFactory factory, Report report) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using var conv = factory.Open(new ConversationInfo("stubborn"));
        using var turn = conv.BeginTurn("call me back");
        using var call = conv.BeginFunction("dial");
        conv.Log.Info("Dialing");
        report.BeginWork();
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, CancellationToken.None);
    }
}
