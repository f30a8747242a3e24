using System.Reflection;
using Microsoft.Extensions.AI;

namespace ConvLog.Extensions.AI.Tools;

/// <summary>Parameters of functions that are bound to the conversation instead of the model's arguments.</summary>
internal static class HiddenParameters
{
    /// <summary>Binds them, and leaves all others to <paramref name="next"/>.</summary>
    public static Func<ParameterInfo, AIFunctionFactoryOptions.ParameterBindingOptions> Before(
        Func<ParameterInfo, AIFunctionFactoryOptions.ParameterBindingOptions>? next)
        => parameter =>
            parameter.ParameterType == typeof(Conversation) ? Bound(static () => Conversation.Current)
            : parameter.ParameterType == typeof(ConversationLogger) ? Bound(static () => Conversation.Current?.Log)
            : parameter.ParameterType == typeof(FunctionEvent) ? Bound(static () => Conversation.Current?.CurrentFunction)
            : next?.Invoke(parameter) ?? default;

    private static AIFunctionFactoryOptions.ParameterBindingOptions Bound(Func<object?> current) => new()
    {
        ExcludeFromSchema = true,
        BindParameter = (parameter, _) => current() ?? (parameter.HasDefaultValue ? null : throw new InvalidOperationException(Missing(parameter))),
    };

    private static string Missing(ParameterInfo parameter)
        => parameter.ParameterType == typeof(FunctionEvent) && Conversation.Current is not null
            ? $"The parameter '{parameter.Name}' of '{parameter.Member.Name}' needs a function event, and none is current. Wrap the tool with WithConvLog()."
            : $"The parameter '{parameter.Name}' of '{parameter.Member.Name}' needs a conversation, and none is current. Begin a turn before the request, "
                + "or call MakeCurrent() on the conversation.";
}
