using System.Buffers.Text;
using System.Security.Cryptography;

namespace ConvLog.AspNetCore.Access;

/// <summary>Tickets that are kept in memory until they expire, by their hashes, as sessions are. All are valid for the same time. Thread-safe.</summary>
/// <param name="time">The clock.</param>
/// <param name="capacity">The maximum number of tickets; at the limit, the one that expires first is removed.</param>
internal sealed class KeptTickets<T>(TimeProvider time, int capacity)
    where T : class, ITicket
{
    private const int TicketBytes = 32;

    private readonly Lock _gate = new();

    // In the order in which they expire.
    private readonly OrderedDictionary<string, T> _tickets = new(StringComparer.Ordinal);

    /// <summary>A ticket of random bits.</summary>
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(TicketBytes));

    /// <summary>Keeps a ticket. Returns false, without an effect, if it is kept already.</summary>
    public bool Keep(string ticket, T issued)
    {
        string hash = TicketHolder.Hash(ticket);
        lock (_gate)
        {
            if (_tickets.ContainsKey(hash))
            {
                return false;
            }

            while (_tickets.Count > 0 && (_tickets.Count >= capacity || _tickets.GetAt(0).Value.EndsAt <= time.GetUtcNow()))
            {
                _tickets.RemoveAt(0);
            }

            _tickets[hash] = issued;
            return true;
        }
    }

    /// <summary>The content of a ticket; null if it is unknown.</summary>
    public T? Find(string ticket)
    {
        lock (_gate)
        {
            return _tickets.GetValueOrDefault(TicketHolder.Hash(ticket));
        }
    }

    /// <summary>Removes a ticket and returns its content; null if it is unknown.</summary>
    public T? Take(string ticket)
    {
        lock (_gate)
        {
            return _tickets.Remove(TicketHolder.Hash(ticket), out var issued) ? issued : null;
        }
    }

    /// <summary>The ticket, if it has not expired and belongs to a holder; otherwise null.</summary>
    public T? Valid(T? issued, string holder)
        => issued?.EndsAt > time.GetUtcNow() && string.Equals(issued.Holder, holder, StringComparison.Ordinal) ? issued : null;
}
