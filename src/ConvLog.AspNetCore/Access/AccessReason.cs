using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Access;

/// <summary>The reason that a request gives for reading personal data, recorded in the access log.</summary>
internal static class AccessReason
{
    public const string Header = "X-Access-Reason";

    public const int MaxLength = 200;

    /// <summary>The reason: one line of at most <see cref="MaxLength"/> characters; null if the header is missing or repeated.</summary>
    public static string? Of(HttpRequest request) => request.Headers[Header] is [{ } sent] ? Of(sent) : null;

    /// <summary>Normalizes a reason to one line of at most <see cref="MaxLength"/> characters.</summary>
    public static string? Of(string sent)
    {
        string line = string.Concat(sent.Where(static c => !char.IsControl(c))).Trim();
        if (line.Length > MaxLength)
        {
            line = line[..(char.IsHighSurrogate(line[MaxLength - 1]) ? MaxLength - 1 : MaxLength)];
        }

        return line.Length > 0 ? line : null;
    }
}
