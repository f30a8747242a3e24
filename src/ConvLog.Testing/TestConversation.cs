using ConvLog.Privacy;
using ConvLog.Records;
using ConvLog.Storage;
using ConvLog.Testing.Assertions;
using ConvLog.Testing.Ids;

namespace ConvLog.Testing;

/// <summary>A conversation that is ready for a unit test: its clock stands still, and everything logged is captured.</summary>
/// <remarks>
/// For a snapshot, give it an ID and log from one thread at a time: the ids of its turns, function events and entries are made from that ID and their order,
/// and so are the same from run to run.
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
    /// <param name="clock">Its clock, of any kind; null for one that shows <see cref="ManualClock.DefaultStart"/>.</param>
    /// <param name="limits">How much an entry may hold; null for the defaults.</param>
    public TestConversation(ConversationInfo? info = null, TimeProvider? clock = null, LogLimits? limits = null)
    {
        _time = clock ?? new ManualClock();
        _storing = new StoreSink(_store);
        info ??= new ConversationInfo();
        var options = new ConversationOptions { TimeProvider = _time, Limits = limits ?? LogLimits.Default, Ids = new NumberedIds().Of(info.Id) };
        Conversation = new Conversation(info, new FanOutSink([Log, _storing]), options);
        Log.Follow(Conversation);
    }

    /// <summary>The conversation, to be given to the function under test.</summary>
    public Conversation Conversation { get; }

    /// <summary>Its clock.</summary>
    /// <exception cref="InvalidOperationException">It is one of another kind, which the test itself has.</exception>
    public ManualClock Clock => ManualClock.Of(_time);

    /// <summary>The captured log, and assertions on it.</summary>
    public CapturedLog Log { get; } = new();

    /// <summary>What a reader gets of the conversation so far: all of it, or what is left without the permission to see personal data.</summary>
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
    /// Asserts that a reader without the permission gets none of these texts, in whatever place of the conversation. They are found in any case, with other
    /// spaces and escaped in an address, and a number of 7 digits or more whatever separates them: <c>+447700900123</c> for <c>+44 7700 900123</c>.
    /// </summary>
    /// <param name="personal">Texts that only readers with the permission may see, such as a number that the test used; at least
    /// one.</param>
    /// <exception cref="ArgumentException">There is no text, so that nothing would be asserted, or one is null or blank.</exception>
    /// <exception cref="LogAssertionException">One of them was found; the message says which one, and where.</exception>
    public async Task ShouldNotRevealAsync(params string[] personal)
    {
        Nothing.ThrowIfNone(personal);
        PersonalText[] texts = [.. personal.Select(static text => new PersonalText(text))];
        string[] seen = [.. SeenTexts.Of(await ReadAsync(canReadPii: false).ConfigureAwait(false))];
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

    /// <summary>Ends the conversation: open turns and function events are abandoned. The captured log is kept.</summary>
    public async ValueTask DisposeAsync()
    {
        await Conversation.DisposeAsync().ConfigureAwait(false);
        await _storing.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Ends the conversation, for a test that does not wait. The captured log is kept.</summary>
    public void Dispose()
    {
        Conversation.Dispose();
        _storing.Dispose();
    }
}
