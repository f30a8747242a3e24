namespace ConvLog.AspNetCore.Api.Parameters;

/// <summary>True or false.</summary>
internal sealed record FlagValue(string Name, string Description) : QueryValue<bool?>(Name, Description)
{
    public override string Schema => """{"type":"boolean"}""";

    public override bool? Read(ApiCall call) => TextOf(call) switch
    {
        null => null,
        "true" => true,
        "false" => false,
        { } text => throw InvalidValue(text, "true or false"),
    };
}
