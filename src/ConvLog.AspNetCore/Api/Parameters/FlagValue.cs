namespace ConvLog.AspNetCore.Api.Parameters;

/// <summary>True or false.</summary>
internal sealed record FlagValue(string Name, string Description) : ApiParameter(Name, Description)
{
    public override string Schema => """{"type":"boolean"}""";

    public bool? Read(ApiCall call) => TextOf(call) switch
    {
        null => null,
        "true" => true,
        "false" => false,
        { } text => throw Wrong(text, "true or false"),
    };
}
