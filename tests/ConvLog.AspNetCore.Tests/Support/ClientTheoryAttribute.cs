namespace ConvLog.AspNetCore.Tests.Support;

/// <summary>A theory that requires third-party clients. See <see cref="ClientFactAttribute"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ClientTheoryAttribute : TheoryAttribute
{
    public ClientTheoryAttribute() => Skip = ClientTools.Missing;
}
