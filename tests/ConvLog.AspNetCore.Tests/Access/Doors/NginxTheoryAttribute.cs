namespace ConvLog.AspNetCore.Tests.Access.Doors;

/// <summary>A theory that requires nginx. See <see cref="NginxFactAttribute"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NginxTheoryAttribute : TheoryAttribute
{
    public NginxTheoryAttribute() => Skip = Nginx.Missing;
}
