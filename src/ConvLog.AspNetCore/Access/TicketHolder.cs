using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Access;

/// <summary>The holder of a ticket: a visitor in their session, at one address.</summary>
internal static class TicketHolder
{
    /// <summary>A hash of the visitor, the session and the address.</summary>
    public static string Of(HttpContext context, Visitor visitor, string address)
    {
        string session = visitor.Kind == VisitorKind.Session ? SessionCookie.Read(context) ?? "" : "";
        return Hash($"{visitor.Kind}\n{session}\n{address}\n{OwnerKey.Of(visitor.Reader!)}");
    }

    /// <summary>The hash under which a ticket is kept.</summary>
    public static string Hash(string text) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
