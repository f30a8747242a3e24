using ConvLog.PostgreSql.Connections;
using ConvLog.PostgreSql.Keys;
using ConvLog.Records;
using ConvLog.Storage;
using ConvLog.Storage.Payloads.Rows;
using ConvLog.Storage.Payloads.Sealing;

namespace ConvLog.PostgreSql.Reading;

/// <summary>Provides the personal parts of conversations during one read.</summary>
/// <param name="keys">The keys.</param>
/// <param name="troubles">Counts damage.</param>
/// <param name="given">The personal data to read; if none, no keys are looked up.</param>
internal sealed class PersonalReading(DataKeys keys, DatabaseTroubles troubles, PersonalData given)
{
    private readonly bool _isWithheld = (given & ~PersonalData.Places) == PersonalData.None;
    private readonly Dictionary<long, DataKey?> _found = [];
    private bool _failed;

    public DatabaseTroubles Troubles => troubles;

    /// <summary>Whether personal data of these kinds is to be read.</summary>
    public bool Includes(PersonalData data) => (given & data) != PersonalData.None;

    /// <summary>The personal parts of a conversation by the number of its key; null for no key.</summary>
    public async ValueTask<PersonalParts> OfAsync(long? key, bool isPurged, CancellationToken cancellationToken)
    {
        if (key is { } number)
        {
            await FindAsync([number], cancellationToken).ConfigureAwait(false);
        }

        return Of(key, isPurged);
    }

    /// <summary>Fetches keys in one call, for later calls of <see cref="Of"/>.</summary>
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
                troubles.KeyMissing(); // The key was just destroyed, or the keys are an older copy.
            }
        }
    }

    /// <summary>The personal parts of a conversation whose key was fetched; null for no key.</summary>
    public PersonalParts Of(long? key, bool isPurged)
        => key is { } number
            ? new PersonalParts(_found.GetValueOrDefault(number), isPurged, isHidden: _found.GetValueOrDefault(number) is null, troubles, given)
            : new PersonalParts(key: null, isPurged, isHidden: false, troubles, given);

    /// <summary>The hash by which a user or number is found; null if none was ever written or the keys are not available.</summary>
    public ValueTask<byte[]?> HashOfAsync(string userOrNumber, CancellationToken cancellationToken)
        => TriedAsync(() => keys.FindHashOfAsync(userOrNumber, cancellationToken));

    // After a failure, does not try again during this read, because failing can take long.
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
        catch (ConversationStoreException e) when (!Faults.IsServerFailure(e))
        {
            // Health and the log report the failure, and visible data can still be read. A failing server, in contrast, fails the read: the next one may return
            // everything.
            _failed = true;
            return null;
        }
    }
}
