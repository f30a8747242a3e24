using ConvLog.Storage;

namespace ConvLog.AspNetCore.Api.Parameters;

/// <summary>Words to search for.</summary>
internal sealed record SearchTextValue(string Name, string Description) : QueryValue<string?>(Name, Description)
{
    public override string Schema => """{"type":"string","minLength":1,"maxLength":256}""";

    public override string? Read(ApiCall call)
    {
        if (TextOf(call) is not { } text)
        {
            return null;
        }

        return SearchQuery.ProblemOf(text) is { } problem ? throw ApiProblemException.Invalid(Name, problem) : text;
    }
}
