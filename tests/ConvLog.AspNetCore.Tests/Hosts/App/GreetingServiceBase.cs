using System.Text;
using Grpc.Core;

namespace ConvLog.AspNetCore.Tests.Hosts.App;

/// <summary>The code that the gRPC compiler would generate for a service with one method.</summary>
[BindServiceMethod(typeof(GreetingServiceBase), nameof(Bind))]
public abstract class GreetingServiceBase
{
    private static readonly Marshaller<string> s_text = Marshallers.Create(Encoding.UTF8.GetBytes, Encoding.UTF8.GetString);
    private static readonly Method<string, string> s_greet = new(MethodType.Unary, "Greetings", nameof(Greet), s_text, s_text);

    public static void Bind(ServiceBinderBase binder, GreetingServiceBase? service)
        => binder.AddMethod(s_greet, service is null ? null : new UnaryServerMethod<string, string>(service.Greet));

    public virtual Task<string> Greet(string name, ServerCallContext context) => throw new RpcException(new Status(StatusCode.Unimplemented, ""));
}
