namespace ConvLog.AspNetCore.Tests.Support;

/// <summary>A test that needs clients of others, and is skipped visibly where they are absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ClientFactAttribute : FactAttribute
{
    public ClientFactAttribute() => Skip = ClientTools.Missing;
}
