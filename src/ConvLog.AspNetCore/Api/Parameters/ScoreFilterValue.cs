using ConvLog.Storage;

namespace ConvLog.AspNetCore.Api.Parameters;

/// <summary>A score or metric by its name and value, as <c>name:comparison:value</c>, or by its name alone.</summary>
internal sealed record ScoreFilterValue(string Name, string Description) : QueryValue<ScoreFilter?>(Name, Description)
{
    private const int Longest = 1_024;

    public override string Schema => """{"type":"string","minLength":1,"maxLength":1024}""";

    public override ScoreFilter? Read(ApiCall call)
    {
        if (TextOf(call) is not { } text)
        {
            return null;
        }

        try
        {
            return text.Length <= Longest ? ScoreFilter.Parse(text) : throw InvalidValue(text, $"at most {Longest} characters");
        }
        catch (FormatException e)
        {
            throw ApiProblemException.Invalid(Name, $"{Name}: {e.Message}");
        }
    }
}
