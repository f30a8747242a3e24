namespace ConvLog.AspNetCore.Tests.Access.Doors;

/// <summary>As <see cref="NginxFactAttribute"/>, with rows.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NginxTheoryAttribute : TheoryAttribute
{
    public NginxTheoryAttribute() => Skip = Nginx.Missing;
}
