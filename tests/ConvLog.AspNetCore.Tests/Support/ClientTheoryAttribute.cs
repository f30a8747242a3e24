namespace ConvLog.AspNetCore.Tests.Support;

/// <summary>As <see cref="ClientFactAttribute"/>, with rows.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ClientTheoryAttribute : TheoryAttribute
{
    public ClientTheoryAttribute() => Skip = ClientTools.Missing;
}
