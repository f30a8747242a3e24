using System.Buffers.Binary;
using System.Reflection;
using System.Reflection.Emit;

namespace ConvLog.Architecture.Tests.Dependencies;

/// <summary>Reads the distinct members that the compiled code of a method refers to.</summary>
internal static class CodeTokens
{
    private const byte TwoByteCode = 0xFE;

    private static readonly Dictionary<int, OpCode> s_codes = typeof(OpCodes).GetFields()
        .Select(static field => (OpCode)field.GetValue(null)!)
        .ToDictionary(static code => (int)(ushort)code.Value);

    public static IEnumerable<MemberInfo> Members(MethodBase method)
    {
        byte[] code = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        var ofType = method.DeclaringType is { IsGenericType: true } type ? type.GetGenericArguments() : null;
        var ofMethod = method.IsGenericMethod ? method.GetGenericArguments() : null;
        var tokens = new HashSet<int>();
        int at = 0;
        while (at < code.Length)
        {
            var instruction = s_codes[code[at] == TwoByteCode ? (TwoByteCode << 8) | code[at + 1] : code[at]];
            at += instruction.Size;
            if (instruction.OperandType is OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineType or OperandType.InlineTok
                && BinaryPrimitives.ReadInt32LittleEndian(code.AsSpan(at)) is var token && tokens.Add(token))
            {
                yield return method.Module.ResolveMember(token, ofType, ofMethod)!;
            }

            at += OperandSize(instruction.OperandType, code.AsSpan(at));
        }
    }

    private static int OperandSize(OperandType operand, ReadOnlySpan<byte> code) => operand switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + (4 * BinaryPrimitives.ReadInt32LittleEndian(code)),
        _ => 4,
    };
}
