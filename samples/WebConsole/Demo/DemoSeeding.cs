using ConvLog;
using ConvLog.Storage;
using WebConsole.Demo.Stories;
using WebConsole.Replay;

namespace WebConsole.Demo;

/// <summary>Fills an empty store with the sample's own conversations.</summary>
internal sealed class DemoSeeding(IConversationStore store, ILogSink sink, TimeProvider time) : IAsyncDisposable
{
    private static readonly TimeSpan s_untilHeld = TimeSpan.FromDays(3);

    // Conversations in progress remain open until the sample ends.
    private readonly List<Conversation> _ongoing = [];

    public static IReadOnlyList<Story> Stories { get; } =
    [
        new RestaurantBooking(), new ClinicAppointment(), new BankTransfer(), new ParcelTracking(), new TelecomOutage(), new HotelStay(),
        new FlightChange(), new InsuranceClaim(), new MeterReading(), new HelpDesk(), new ShopReturn(), new PharmacyRefill(), new CarRental(),
        new GymCancellation(), new AppointmentReminder(), new LibraryQuestion(), new PromptTrial(), new TaxiRide(),
        new LostLuggage(), new PlumberVisit(), new CakeOrder(), new MuseumTour(),
    ];

    /// <summary>Plays all stories if the store is empty.</summary>
    /// <returns>The number of stories played.</returns>
    public async Task<int> SeedAsync(CancellationToken cancellationToken)
    {
        if (await HoldsAnythingAsync(cancellationToken))
        {
            return 0;
        }

        var now = time.GetUtcNow();
        foreach (var story in Stories)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await PlayAsync(story, now, cancellationToken);
            await HoldAsync(story, now, cancellationToken);
        }

        return Stories.Count;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var conv in _ongoing)
        {
            await conv.DisposeAsync();
        }
    }

    private async Task<bool> HoldsAnythingAsync(CancellationToken cancellationToken)
    {
        foreach (var environment in Enum.GetValues<ConversationEnvironment>())
        {
            if ((await store.ListAsync(new ConversationQuery { Environment = environment, Limit = 1 }, withPii: false,
                cancellationToken: cancellationToken)).Conversations.Count > 0)
            {
                return true;
            }
        }

        return false;
    }

    private async Task HoldAsync(Story story, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (story.HoldReason is { } reason && store is IHoldStore holds)
        {
            await holds.PlaceHoldAsync(
                new LegalHold { ConversationId = story.Info.Id, PlacedBy = "Legal", PlacedAt = now - story.Ago + s_untilHeld, Reason = reason },
                cancellationToken);
        }
    }

    private async Task PlayAsync(Story story, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var clock = new ReplayClock(now - story.Ago);
        var conv = new Conversation(story.Info, sink, new ConversationOptions { TimeProvider = clock });
        await clock.RunAsync(() => story.TellAsync(new Stage(conv, story, clock, Chance.For(conv.Info.Id))));
        if (story.GoesOn)
        {
            _ongoing.Add(conv);
            _ = await conv.FlushAsync(cancellationToken);
        }
        else
        {
            await conv.DisposeAsync();
        }
    }
}
