using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Access;

/// <summary>
/// The results of forms, for the redirect to the page that shows them: Back and reload then neither repeat the form nor ask whether to. A ticket is valid at
/// one address, for the visitor and the session that it was issued to, and only for <see cref="Lifetime"/>. It grants nothing. Thread-safe.
/// </summary>
/// <remarks>
/// Results are kept in memory, as sessions are. A user of the host may reach another host behind a balancer, so their ticket is also the result, sealed by the
/// host's data protection, without what must not be in an address. A result that is too long for an address is shown only by the host that keeps it.
/// </remarks>
/// <param name="time">The clock.</param>
/// <param name="protection">The data protection of the host; null if it has none.</param>
internal sealed class ResultTickets(TimeProvider time, IDataProtectionProvider? protection)
{
    /// <summary>The maximum number of results; at the limit, the one that expires first is removed.</summary>
    public const int Capacity = 500;

    // Leaves room for the query of a list in the 8 KiB that servers accept.
    private const int LongestTicket = 4_000;

    /// <summary>How long a result is shown: a page that was opened from it leads back to it.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    private readonly IDataProtector? _protector = protection?.CreateProtector("ConvLog", "result");

    private readonly KeptTickets<ResultTicket> _results = new(time, Capacity);

    /// <summary>Keeps a result.</summary>
    /// <param name="context">The request with the form.</param>
    /// <param name="visitor">Its sender.</param>
    /// <param name="address">The path of the page.</param>
    /// <param name="result">The result.</param>
    /// <param name="sealable">The part of the result that may be in an address if it is sealed.</param>
    /// <param name="json">Its JSON.</param>
    public string Issue<T>(HttpContext context, Visitor visitor, string address, T result, T sealable, JsonTypeInfo<T> json)
    {
        var issued = new ResultTicket(TicketHolder.Of(context, visitor, address), JsonSerializer.Serialize(result, json), time.GetUtcNow() + Lifetime);
        string ticket = Sealed(visitor, issued with { Result = JsonSerializer.Serialize(sealable, json) })
            ?? KeptTickets<ResultTicket>.New();
        _results.Keep(ticket, issued);
        return ticket;
    }

    /// <summary>A kept result; null if the ticket is unknown, expired, or of another visitor, session or address.</summary>
    public T? Find<T>(HttpContext context, Visitor visitor, string address, string? ticket, JsonTypeInfo<T> json)
        where T : class
    {
        var issued = ticket is null ? null : _results.Find(ticket) ?? Opened(visitor, ticket);
        return _results.Valid(issued, TicketHolder.Of(context, visitor, address)) is { } valid ? JsonSerializer.Deserialize(valid.Result, json) : null;
    }

    private string? Sealed(Visitor visitor, ResultTicket issued)
        => visitor.Kind == VisitorKind.User && _protector?.Protect(JsonSerializer.Serialize(issued, TicketJson.Default.ResultTicket))
            is { Length: <= LongestTicket } ticket ? ticket : null;

    // Null if it was not sealed for this purpose by a host with the same keys.
    private ResultTicket? Opened(Visitor visitor, string ticket)
    {
        try
        {
            return visitor.Kind == VisitorKind.User && _protector is not null
                ? JsonSerializer.Deserialize(_protector.Unprotect(ticket), TicketJson.Default.ResultTicket) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
