namespace ConvLog.AspNetCore.Tests.Support;

/// <summary>A test that requires third-party clients and is reported as skipped without them.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ClientFactAttribute : FactAttribute
{
    public ClientFactAttribute() => Skip = ClientTools.Missing;
}
