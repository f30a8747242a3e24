using ConvLog.PostgreSql.Connections;
using ConvLog.PostgreSql.Keys;
using ConvLog.Records;
using ConvLog.Storage;
using ConvLog.Storage.Payloads;

namespace ConvLog.PostgreSql.Reading;

/// <summary>Where the personal parts of conversations come from, during one read.</summary>
/// <param name="keys">The keys.</param>
/// <param name="troubles">Where damage is counted.</param>
/// <param name="given">What of them is asked for: where that is nothing, no key is looked for.</param>
internal sealed class PersonalReading(DataKeys keys, DatabaseTroubles troubles, PersonalData given)
{
    private readonly bool _isWithheld = (given & ~PersonalData.Places) == PersonalData.None;
    private readonly Dictionary<long, DataKey?> _found = [];
    private bool _failed;

    public DatabaseTroubles Troubles => troubles;

    /// <summary>Whether some personal data is asked for.</summary>
    public bool Gives(PersonalData data) => (given & data) != PersonalData.None;

    /// <summary>The parts of a conversation whose key has this number; null for none.</summary>
    public async ValueTask<PersonalParts> OfAsync(long? key, bool isPurged, CancellationToken cancellationToken)
    {
        if (key is { } number)
        {
            await FindAsync([number], cancellationToken).ConfigureAwait(false);
        }

        return Of(key, isPurged);
    }

    /// <summary>Has keys fetched, all at once, that <see cref="Of"/> is to be asked for.</summary>
    public async ValueTask FindAsync(IReadOnlyCollection<long> numbers, CancellationToken cancellationToken)
    {
        if (_isWithheld)
        {
            return;
        }

        var found = numbers.Count == 0
            ? null : await TriedAsync(async () => await keys.FindAsync(numbers, cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
        foreach (long number in numbers)
        {
            _found[number] = found?.GetValueOrDefault(number);
            if (found is not null && _found[number] is null)
            {
                troubles.KeyMissing(); // Destroyed just now, or the keys are an older copy.
            }
        }
    }

    /// <summary>The parts of a conversation whose key was fetched; null for none.</summary>
    public PersonalParts Of(long? key, bool isPurged)
        => key is { } number
            ? new PersonalParts(_found.GetValueOrDefault(number), isPurged, isHidden: _found.GetValueOrDefault(number) is null, troubles, given)
            : new PersonalParts(key: null, isPurged, isHidden: false, troubles, given);

    /// <summary>The hash by which a user or number is found; null where none was ever written, or the keys cannot be had.</summary>
    public ValueTask<byte[]?> HashOfAsync(string userOrNumber, CancellationToken cancellationToken)
        => TriedAsync(() => keys.FindHashOfAsync(userOrNumber, cancellationToken));

    // What fails is not asked again during this read: it may take its time to.
    private async ValueTask<T?> TriedAsync<T>(Func<ValueTask<T?>> find)
        where T : class
    {
        if (_failed)
        {
            return null;
        }

        try
        {
            return await find().ConfigureAwait(false);
        }
        catch (ConversationStoreException e) when (!Faults.IsOfServer(e))
        {
            // Told by health and the log. What is not personal can be read all the same. A server that failed just now fails the read instead: it is answered
            // whole the next time.
            _failed = true;
            return null;
        }
    }
}
