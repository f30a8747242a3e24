using System.Globalization;

namespace ConvLog.AspNetCore.Api.Parameters;

/// <summary>A text.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">Its meaning.</param>
/// <param name="Longest">The maximum number of UTF-16 code units.</param>
internal sealed record TextValue(string Name, string Description, int Longest = 256) : QueryValue<string?>(Name, Description)
{
    public override string Schema => string.Create(CultureInfo.InvariantCulture, $$"""{"type":"string","minLength":1,"maxLength":{{Longest}}}""");

    public override string? Read(ApiCall call)
    {
        if (TextOf(call) is not { } text)
        {
            return null;
        }

        return text.Length >= 1 && text.Length <= Longest
            ? text
            : throw ApiProblemException.Invalid(Name,
                string.Create(CultureInfo.InvariantCulture, $"{Name} has {text.Length} characters; it must have 1 to {Longest}."));
    }
}
