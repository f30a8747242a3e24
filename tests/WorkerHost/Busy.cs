using System.Globalization;
using ConvLog;
using Microsoft.Extensions.Hosting;

namespace WorkerHost;

/// <summary>Handles one message after the other, each a conversation, until it is told to stop.</summary>
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

            // The host goes on half a second after it was told to stop, and what is not stored then is nothing that was acknowledged.
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
