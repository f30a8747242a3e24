using System.Collections.Immutable;

namespace ConvLog.Analyzers.Privacy;

/// <summary>Methods whose name implies that their result contains no personal data.</summary>
internal static class Cleaners
{
    private static readonly ImmutableHashSet<string> s_hiding = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "mask", "masked", "masking", "redact", "redacted", "hash", "hashed", "hashing", "anonymize", "anonymise", "anonymized", "pseudonymize",
        "pseudonymise", "pseudonym", "obfuscate", "obfuscated", "encrypt", "encrypted", "tokenize", "scrub", "scrubbed", "censor", "fingerprint",
        "digest", "last4", "sha256", "hmac", "hide", "initials");

    private static readonly ImmutableHashSet<string> s_measuring = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "Count", "LongCount", "IndexOf", "LastIndexOf", "CompareTo", "Compare", "GetHashCode", "GetType", "Sum", "Average", "GetLength", "HashData",
        "ComputeHash");

    private static readonly ImmutableHashSet<string> s_verbs = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "get", "read", "load", "fetch", "find", "lookup", "look", "resolve", "extract", "parse", "format", "build", "make", "create", "normalize",
        "clean", "query", "ask", "collect");

    public static bool Hides(string method) => IdentifierWords.Of(method).Any(s_hiding.Contains);

    public static bool Measures(string method) => s_measuring.Contains(method);

    /// <summary>GetEmailAsync returns an e-mail address; SendEmail does not.</summary>
    public static string WithoutVerb(string method)
    {
        var words = IdentifierWords.Of(method);
        words = words.Length > 1 && words[words.Length - 1] is "async" ? words.RemoveAt(words.Length - 1) : words;
        return words.Length > 1 && s_verbs.Contains(words[0]) ? string.Join("_", words.Skip(1)) : "";
    }
}
