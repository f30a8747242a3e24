using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Access;

/// <summary>
/// The tickets of redirects from a form that reveals personal data to the page that shows it. A ticket is valid once, for one address, for the visitor and
/// the session that it was issued to, and only for <see cref="Lifetime"/>. It grants nothing: what the visitor may see is decided when it is used. Thread-safe.
/// </summary>
/// <remarks>
/// They are kept in memory, as sessions are: an address contains only random bits, and the reason, which may name a person, does not leave the host. A user of
/// the host may reach another host behind a balancer, so their ticket is sealed by the host's data protection, whose keys those hosts share for the sign-in;
/// each host remembers the tickets that were used there.
/// </remarks>
/// <param name="time">The clock.</param>
/// <param name="protection">The data protection of the host; null if it has none.</param>
internal sealed class RevealTickets(TimeProvider time, IDataProtectionProvider? protection)
{
    /// <summary>The maximum number of tickets; at the limit, the one that expires first is removed.</summary>
    public const int Capacity = 1_000;

    /// <summary>How long a ticket is valid: a browser follows a redirect at once.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(60);

    private readonly IDataProtector? _protector = protection?.CreateProtector("ConvLog", "reveal");

    private readonly KeptTickets<RevealTicket> _tickets = new(time, Capacity);

    /// <summary>Issues a ticket.</summary>
    /// <param name="context">The request with the form.</param>
    /// <param name="visitor">Its sender.</param>
    /// <param name="address">The address of the page.</param>
    /// <param name="reason">The reason for access, if any.</param>
    public string Issue(HttpContext context, Visitor visitor, string address, string? reason)
    {
        var issued = new RevealTicket(TicketHolder.Of(context, visitor, address), reason, time.GetUtcNow() + Lifetime);
        if (visitor.Kind == VisitorKind.User && _protector is not null)
        {
            return _protector.Protect(JsonSerializer.Serialize(issued, TicketJson.Default.RevealTicket));
        }

        string ticket = KeptTickets<RevealTicket>.New();
        _tickets.Keep(ticket, issued);
        return ticket;
    }

    /// <summary>Uses up a ticket; null if it is unknown, used, expired, or of another visitor, session or address.</summary>
    public RevealTicket? Use(HttpContext context, Visitor visitor, string address, string ticket)
    {
        var issued = visitor.Kind == VisitorKind.User && _protector is not null ? Open(ticket) : _tickets.Take(ticket);
        return _tickets.Valid(issued, TicketHolder.Of(context, visitor, address));
    }

    // Null if this host cannot open it, or has opened it before.
    private RevealTicket? Open(string ticket)
    {
        try
        {
            return JsonSerializer.Deserialize(_protector!.Unprotect(ticket), TicketJson.Default.RevealTicket) is { } issued && _tickets.Keep(ticket, issued)
                ? issued : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
