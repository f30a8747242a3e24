using ConvLog.Privacy;
using ConvLog.Records;
using ConvLog.Storage;
using ConvLog.Testing.Assertions;
using ConvLog.Testing.Ids;

namespace ConvLog.Testing;

/// <summary>A conversation for a unit test, with a manual clock and a captured log.</summary>
/// <remarks>
/// For a snapshot, give it an ID and log from one thread at a time: the ids of its turns, function events and entries are derived from that ID and their order,
/// and are therefore the same in each run.
/// </remarks>
/// <example>
/// <code>
/// await using var test = new TestConversation();
/// await SaveGuestAsync(test.Conversation);
/// test.Log.ShouldContain(EntryLevel.Error, "CRM upsert failed", ("status", 409));
/// </code>
/// </example>
public sealed class TestConversation : IAsyncDisposable, IDisposable
{
    private readonly InMemoryConversationStore _store = new();
    private readonly StoreSink _storing;
    private readonly TimeProvider _time;

    /// <summary>Opens a conversation.</summary>
    /// <param name="info">Its ID, agent, user and channel; null for a random ID.</param>
    /// <param name="clock">Its clock, of any type; null for a <see cref="ManualClock"/> at <see cref="ManualClock.DefaultStart"/>.</param>
    /// <param name="limits">The limits of an entry; null for the defaults.</param>
    public TestConversation(ConversationInfo? info = null, TimeProvider? clock = null, LogLimits? limits = null)
    {
        _time = clock ?? new ManualClock();
        _storing = new StoreSink(_store);
        info ??= new ConversationInfo();
        var options = new ConversationOptions { TimeProvider = _time, Limits = limits ?? LogLimits.Default, Ids = new NumberedIds().Of(info.Id) };
        Conversation = new Conversation(info, new FanOutSink([Log, _storing]), options);
        Log.Follow(Conversation);
    }

    /// <summary>The conversation, to be passed to the function under test.</summary>
    public Conversation Conversation { get; }

    /// <summary>Its clock.</summary>
    /// <exception cref="InvalidOperationException">The test passed a clock of another type.</exception>
    public ManualClock Clock => ManualClock.Of(_time);

    /// <summary>The captured log, and assertions on it.</summary>
    public CapturedLog Log { get; } = new();

    /// <summary>Reads the conversation as one reader sees it: all of it, or without personal data.</summary>
    /// <param name="canReadPii">Whether the reader has the permission.</param>
    public async Task<ConversationView> ReadAsync(bool canReadPii)
    {
        _ = await _storing.FlushAsync().ConfigureAwait(false);
        var reader = new ConversationReader(_store, new ConversationReaderOptions { TimeProvider = _time });
        var view = await reader.GetAsync(new Reader("test", canReadPii), Conversation.Info.Id).ConfigureAwait(false);
        return view ?? throw new InvalidOperationException(
            $"Nothing is stored of the conversation '{Conversation.Info.Id}' (Recording.{Conversation.Recording}), so there is nothing to read.");
    }

    /// <summary>
    /// Asserts that a reader without the permission sees none of these texts anywhere in the conversation. Texts are found regardless of case, white
    /// space and URL encoding, and a number of 7 digits or more regardless of separators: <c>+447700900123</c> also finds <c>+44 7700 900123</c>.
    /// </summary>
    /// <param name="personal">Texts that only readers with the permission may see, such as a phone number used by the test; at least
    /// one.</param>
    /// <exception cref="ArgumentException">There is no text, so that the assertion would always hold, or one is null or blank.</exception>
    /// <exception cref="LogAssertionException">A text was found; the message says which one, and where.</exception>
    public async Task ShouldNotRevealAsync(params string[] personal)
    {
        ExpectationGuard.ThrowIfNone(personal);
        PersonalText[] texts = [.. personal.Select(static text => new PersonalText(text))];
        string[] seen = [.. VisibleTexts.Of(await ReadAsync(canReadPii: false).ConfigureAwait(false))];
        foreach (var text in texts)
        {
            if (seen.FirstOrDefault(text.IsIn) is { } place)
            {
                throw new LogAssertionException(
                    $"Expected that a reader without the permission does not get {EntryLines.Quoted(text.Text)}, but they get {EntryLines.Quoted(place)}. "
                        + $"{EntryLines.List(Log.Entries)}");
            }
        }
    }

    /// <summary>Ends the conversation: open turns and function events are abandoned. The captured log remains available.</summary>
    public async ValueTask DisposeAsync()
    {
        await Conversation.DisposeAsync().ConfigureAwait(false);
        await _storing.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Ends the conversation synchronously. The captured log remains available.</summary>
    public void Dispose()
    {
        Conversation.Dispose();
        _storing.Dispose();
    }
}
