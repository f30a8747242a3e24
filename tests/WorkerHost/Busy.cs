using System.Globalization;
using ConvLog;
using Microsoft.Extensions.Hosting;

namespace WorkerHost;

/// <summary>Handles messages sequentially, each as a conversation, until it is stopped.</summary>
internal sealed class Busy(IConversationFactory factory, Report report) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (int number = 1; !stoppingToken.IsCancellationRequested; number++)
        {
            string id = string.Create(CultureInfo.InvariantCulture, $"busy-{number}");
            await using var conv = factory.Open(new ConversationInfo(id));
            using (var turn = conv.BeginTurn("hello"))
            {
                conv.Log.Info("Looked up");
                turn.Complete("hi");
            }

            // The host continues for half a second after the stop request. Entries not stored by then were not acknowledged.
            using var patience = new CancellationTokenSource();
            using var stopping = stoppingToken.Register(() => patience.CancelAfter(TimeSpan.FromMilliseconds(400)));
            await conv.FlushAsync(patience.Token);
            if (!patience.IsCancellationRequested)
            {
                report.Say($"acknowledged {id}");
            }

            if (number == 3)
            {
                report.BeginWork();
            }
        }
    }
}
