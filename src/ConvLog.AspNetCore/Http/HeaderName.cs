using System.Buffers;
using System.Collections.Frozen;

namespace ConvLog.AspNetCore.Http;

/// <summary>Validates the name of the header for keys: a token (RFC 9110, section 5.6.2) that has no other meaning for servers.</summary>
internal static class HeaderName
{
    private const int MaxLength = 64;

    private static readonly SearchValues<char> s_allowed =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$%&'*+-.^_`|~");

    private static readonly FrozenSet<string> s_taken = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase, "Authorization", "Connection", "Content-Length", "Content-Type", "Cookie", "Host", "Origin", "X-Access-Reason");

    /// <exception cref="ArgumentException">It is not a header name, or has another meaning.</exception>
    public static string Checked(string option, string? name)
    {
        bool isName = name is { Length: > 0 and <= MaxLength } && !name.AsSpan().ContainsAnyExcept(s_allowed) && !s_taken.Contains(name);
        return isName
            ? name!
            : throw new ArgumentException(
                $"ConvLogConsoleOptions.{option} must be the name of a header, such as \"X-API-KEY\": 1 to {MaxLength} letters, digits and "
                + $"! # $ % & ' * + - . ^ _ ` | ~, and no header with another meaning, such as Authorization or Cookie; not \"{name}\".", nameof(name));
    }
}
